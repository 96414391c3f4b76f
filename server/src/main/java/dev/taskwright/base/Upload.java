package dev.taskwright.base;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way in. Reading them fails with a {@code ProblemException} when there are too many, or fewer than were
 * promised.
 *
 * @param type the media type that the sender gave, without parameters, in lower case; null when they gave none
 */
public record Upload(InputStream bytes, @Nullable String type) {}
