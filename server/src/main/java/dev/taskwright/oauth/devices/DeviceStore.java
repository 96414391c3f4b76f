package dev.taskwright.oauth.devices;

import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.Optional;

/** The table {@code device_authorization}: what a device shows, beside the decision that it waits for. */
final class DeviceStore {
    /** What is kept beside the decision. */
    record Shown(String digest, String address) {}

    /** False when another device shows this user code already. */
    boolean insert(Tx tx, DeviceAuthorization device) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO device_authorization (decision_digest, user_code, address)
                                VALUES (:digest, :code, :address) ON CONFLICT (user_code) DO NOTHING""")
                        .bind("digest", device.decision().digest())
                        .bind("code", device.userCode().letters())
                        .bind("address", device.address())
                        .execute()
                == 1;
    }

    Optional<Shown> find(Tx tx, UserCode code, Instant now) {
        return tx.handle()
                .createQuery("""
                        SELECT a.decision_digest, a.address FROM device_authorization a
                        JOIN decision d ON d.digest = a.decision_digest
                        WHERE a.user_code = :code AND d.expires_at > :now""")
                .bind("code", code.letters())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Shown(row.getString("decision_digest"), row.getString("address")))
                .findOne();
    }
}
