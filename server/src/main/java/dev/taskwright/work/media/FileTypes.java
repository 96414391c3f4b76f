package dev.taskwright.work.media;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what a file is from how it begins. Its name is heard only where the bytes leave it open: which of the formats
 * that are plain text, or that share a container, it is.
 */
final class FileTypes {
    private static final String ANYTHING = "application/octet-stream";
    private static final String TEXT = "text/plain";

    /** A sign at a place in the bytes, in ISO 8859-1. */
    private record Sign(int at, String bytes, String type) {
        boolean isIn(byte[] head) {
            return FileTypes.isAt(head, at, bytes);
        }
    }

    private static final List<Sign> SIGNS = List.of(
            new Sign(0, "\u0089PNG\r\n\u001a\n", "image/png"),
            new Sign(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
            new Sign(0, "GIF87a", "image/gif"),
            new Sign(0, "GIF89a", "image/gif"),
            new Sign(8, "WEBP", "image/webp"),
            new Sign(0, "II*\0", "image/tiff"),
            new Sign(0, "MM\0*", "image/tiff"),
            new Sign(0, "\0\0\u0001\0", "image/x-icon"),
            new Sign(4, "ftypavif", "image/avif"),
            new Sign(4, "ftypheic", "image/heic"),
            new Sign(4, "ftypmif1", "image/heif"),
            new Sign(4, "ftypqt", "video/quicktime"),
            new Sign(4, "ftypM4A", "audio/mp4"),
            new Sign(4, "ftyp", "video/mp4"),
            new Sign(8, "AVI ", "video/x-msvideo"),
            new Sign(8, "WAVE", "audio/wav"),
            new Sign(0, "fLaC", "audio/flac"),
            new Sign(0, "ID3", "audio/mpeg"),
            new Sign(0, "\u00ff\u00fb", "audio/mpeg"),
            new Sign(0, "\u00ff\u00f3", "audio/mpeg"),
            new Sign(0, "\u00ff\u00f1", "audio/aac"),
            new Sign(0, "MThd", "audio/midi"),
            new Sign(28, "OpusHead", "audio/ogg"),
            new Sign(28, "\u0001vorbis", "audio/ogg"),
            new Sign(0, "OggS", "video/ogg"),
            new Sign(0, "%PDF-", "application/pdf"),
            new Sign(0, "{\\rtf", "application/rtf"),
            new Sign(0, "\u001f\u008b", "application/gzip"),
            new Sign(0, "7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
            new Sign(0, "Rar!\u001a\u0007", "application/vnd.rar"),
            new Sign(257, "ustar", "application/x-tar"),
            new Sign(0, "BM", "image/bmp"));

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final Map<String, String> IN_ZIP = Map.of(
            "word/", OFFICE + "wordprocessingml.document",
            "xl/", OFFICE + "spreadsheetml.sheet",
            "ppt/", OFFICE + "presentationml.presentation");
    private static final Map<String, String> OLD_OFFICE = Map.of(
            "doc", "application/msword",
            "xls", "application/vnd.ms-excel",
            "ppt", "application/vnd.ms-powerpoint",
            "msg", "application/vnd.ms-outlook");
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("csv", "text/csv"),
            Map.entry("css", "text/css"),
            Map.entry("htm", "text/html"),
            Map.entry("html", "text/html"),
            Map.entry("ics", "text/calendar"),
            Map.entry("js", "text/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("md", "text/markdown"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("tsv", "text/tab-separated-values"),
            Map.entry("vcf", "text/vcard"),
            Map.entry("xml", "application/xml"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"));

    private FileTypes() {}

    /** @param head the first bytes, some thousands of them where there are so many */
    static FileType of(byte[] head, String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return FileType.of(type(head, extension));
    }

    private static String type(byte[] head, String extension) {
        Optional<Sign> sign = SIGNS.stream().filter(each -> each.isIn(head)).findFirst();
        if (sign.isPresent() && !(sign.get().type().equals("image/bmp") && isText(head))) {
            return sign.get().type();
        }
        if (isAt(head, 0, "PK\u0003\u0004") || isAt(head, 0, "PK\u0005\u0006")) {
            return zip(new String(head, StandardCharsets.ISO_8859_1));
        }
        if (isAt(head, 0, "\u001aE\u00df\u00a3")) {
            return contains(head, "webm") ? "video/webm" : "video/x-matroska";
        }
        if (isAt(head, 0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return OLD_OFFICE.getOrDefault(extension, "application/x-ole-storage");
        }
        return isText(head) ? text(new String(head, StandardCharsets.UTF_8), extension) : ANYTHING;
    }

    /** OpenDocument and EPUB say at once what they are; Office is known by its folders. */
    private static String zip(String head) {
        int said = head.indexOf("mimetypeapplication/");
        if (said >= 0 && said < 64) {
            String type = head.substring(said + "mimetype".length());
            return type.substring(
                    0, (int) type.chars().takeWhile(FileTypes::isOfType).count());
        }
        return IN_ZIP.entrySet().stream()
                .filter(folder -> head.contains(folder.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("application/zip");
    }

    private static boolean isOfType(int c) {
        return (c >= 'a' && c <= 'z') || c == '/' || c == '.' || c == '-' || c == '+';
    }

    /** Markup says what it is, whatever the file is called. */
    private static String text(String head, String extension) {
        String start = head.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<svg") || (start.startsWith("<?xml") && start.contains("<svg"))) {
            return "image/svg+xml";
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "text/html";
        }
        if (start.startsWith("<?xml")) {
            return "application/xml";
        }
        return TEXTS.getOrDefault(extension, TEXT);
    }

    /** UTF-8 without control characters; the last character may be cut off. */
    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false);
        return !result.isError();
    }

    private static boolean contains(byte[] head, String bytes) {
        return new String(head, StandardCharsets.ISO_8859_1).contains(bytes);
    }

    private static boolean isAt(byte[] head, int at, String bytes) {
        byte[] sign = bytes.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= at + sign.length && Arrays.equals(head, at, at + sign.length, sign, 0, sign.length);
    }
}
