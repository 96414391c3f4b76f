package dev.taskwright.work.media;

/**
 * What a file is.
 *
 * @param type its media type: {@code image/png}
 * @param kind roughly: {@code image}, {@code video}, {@code audio}, {@code document} or {@code file}
 */
public record FileType(String type, String kind) {
    static FileType of(String type) {
        int slash = type.indexOf('/');
        String family = type.substring(0, slash);
        return switch (family) {
            case "image", "video", "audio" -> new FileType(type, family);
            case "text" -> new FileType(type, "document");
            default -> new FileType(type, isDocument(type.substring(slash + 1)) ? "document" : "file");
        };
    }

    private static boolean isDocument(String subtype) {
        return subtype.equals("pdf")
                || subtype.equals("rtf")
                || subtype.equals("json")
                || subtype.equals("xml")
                || subtype.equals("epub+zip")
                || subtype.equals("msword")
                || subtype.startsWith("vnd.ms-")
                || subtype.startsWith("vnd.openxmlformats-officedocument")
                || subtype.startsWith("vnd.oasis.opendocument");
    }
}
