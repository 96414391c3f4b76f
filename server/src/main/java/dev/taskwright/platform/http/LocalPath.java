package dev.taskwright.platform.http;

import java.util.Optional;

/**
 * A path of this server, with its query: the only thing a page may be sent back to. Never another host, so that a link
 * with {@code return_to} cannot lead away after a sign-in.
 */
public record LocalPath(String value) {
    private static final int LONGEST = 4096;

    public LocalPath {
        if (!isLocal(value)) {
            throw new IllegalArgumentException("not a path of this server");
        }
    }

    /** Empty for anything that a browser might take to another host. */
    public static Optional<LocalPath> of(String text) {
        return isLocal(text) ? Optional.of(new LocalPath(text)) : Optional.empty();
    }

    private static boolean isLocal(String text) {
        // browsers read a backslash as a slash and drop tabs and line ends, so "/\host" and "/<tab>/host" lead away
        return text.startsWith("/")
                && !text.startsWith("//")
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }

    @Override
    public String toString() {
        return value;
    }
}
