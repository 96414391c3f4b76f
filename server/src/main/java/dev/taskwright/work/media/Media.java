package dev.taskwright.work.media;

import dev.taskwright.base.MediaId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import java.time.Instant;

/**
 * A file in a space.
 *
 * @param space the folder it lies in, or the workspace itself for its Home
 * @param key where its bytes are
 * @param name what it was called where it came from, without a path
 * @param size in bytes
 * @param digest SHA-256 of the bytes, in hexadecimal digits
 */
public record Media(
        MediaId id, SpaceId space, String key, String name, FileType type, long size, String digest, Instant addedAt) {
    private static final int LONGEST_NAME = 255;

    /** As the contract names the bytes. */
    public String fileId() {
        return "space-files/" + key;
    }

    /** The last part of a path as it is said; {@code Invalid} at {@code ?filename} when that leaves nothing. */
    static String requireName(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .strip();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw ProblemException.invalid("?filename", "must be the name of a file");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw ProblemException.invalid("?filename", "must have at most " + LONGEST_NAME + " characters");
        }
        return name;
    }
}
