package dev.taskwright.identity.users;

import dev.taskwright.base.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param handle unique, as {@link Handle} allows
 * @param email as typed; unique without regard to case
 * @param pictureUrl open to everybody: an https address, or the path of an uploaded picture on this server; null when
 *     there is none
 * @param disabled may not come in by any way
 * @param sessionEpoch grows when all sessions of the person end; a session of an earlier one is over
 */
public record User(
        UserId id,
        String handle,
        String email,
        boolean emailVerified,
        String name,
        @Nullable String pictureUrl,
        boolean admin,
        boolean disabled,
        int sessionEpoch,
        Details details,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether the picture is kept on this server. */
    public boolean hasUploadedPicture() {
        return pictureUrl != null && pictureUrl.startsWith("/");
    }
}
