package dev.taskwright.oauth.backchannel;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables {@code backchannel_request}, beside the decision that it waits for, and {@code backchannel_user_code}. */
@SuppressWarnings("ArrayRecordComponent") // never compared
final class BackchannelStore {
    /**
     * What is kept beside the decision.
     *
     * @param ping sealed; null when the app polls
     */
    record Kept(@Nullable String message, byte @Nullable [] ping) {
        Optional<byte[]> sealed() {
            return Optional.ofNullable(ping);
        }
    }

    void insert(Tx tx, BackchannelRequest request, byte @Nullable [] ping) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO backchannel_request (decision_digest, binding_message, ping)
                        VALUES (:digest, :message, :ping)""")
                .bind("digest", request.name())
                .bind("message", request.message())
                .bind("ping", ping)
                .execute();
    }

    Optional<Kept> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT binding_message, ping FROM backchannel_request WHERE decision_digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> new Kept(row.getString("binding_message"), row.getBytes("ping")))
                .findOne();
    }

    Optional<String> userCode(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("SELECT hash FROM backchannel_user_code WHERE person_id = :person")
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne();
    }

    void setUserCode(Tx tx, UserId person, String hash) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO backchannel_user_code (person_id, hash) VALUES (:person, :hash)
                        ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash""")
                .bind("person", person.value())
                .bind("hash", hash)
                .execute();
    }

    boolean deleteUserCode(Tx tx, UserId person) {
        return tx.handle()
                        .createUpdate("DELETE FROM backchannel_user_code WHERE person_id = :person")
                        .bind("person", person.value())
                        .execute()
                == 1;
    }
}
