package dev.taskwright.platform.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One static file, as served: its bytes are never changed. */
final class Asset {
    private static final int FINGERPRINT = 10;

    private final String path;
    private final String type;
    private final String fingerprint;
    private final byte[] bytes;
    private final byte @Nullable [] gzip;

    Asset(String name, byte[] bytes) throws IOException {
        int dot = name.lastIndexOf('.');
        this.fingerprint = sha256(bytes).substring(0, FINGERPRINT);
        this.path = Assets.PREFIX + name.substring(0, dot) + '.' + fingerprint + name.substring(dot);
        this.type = typeOf(name.substring(dot + 1));
        this.bytes = bytes;
        this.gzip = compress(bytes);
    }

    String path() {
        return path;
    }

    String type() {
        return type;
    }

    String fingerprint() {
        return fingerprint;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Null when compressing does not pay. */
    byte @Nullable [] gzip() {
        return gzip;
    }

    private static String typeOf(String extension) {
        return switch (extension) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "txt" -> "text/plain; charset=utf-8";
            case "png" -> "image/png";
            default -> throw new IllegalArgumentException("no content type for static files ." + extension);
        };
    }

    private static byte @Nullable [] compress(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size() < bytes.length * 9L / 10 ? out.toByteArray() : null;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
