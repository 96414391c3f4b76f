package dev.taskwright.oauth.devices;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.devices.DeviceAuthorization.Answer;
import dev.taskwright.oauth.devices.DeviceAuthorization.State;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code device_authorization}. Every step is one statement that says from which state it is taken. */
final class DeviceStore {
    private static final int MILLIS = 1_000;

    /** False when another device shows this user code already. */
    boolean insert(Tx tx, DeviceAuthorization device, int interval) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO device_authorization (device_digest, user_code, client_id, scopes, address,
                                    asked_at, expires_at, poll_seconds, polled_at, state)
                                VALUES (:digest, :code, :client, :scopes, :address, :asked, :expires, :interval, 0,
                                    'waiting')
                                ON CONFLICT (user_code) DO NOTHING""")
                        .bind("digest", device.digest())
                        .bind("code", device.userCode().letters())
                        .bind("client", device.client().value())
                        .bind("scopes", device.scopes().toString())
                        .bind("address", device.address())
                        .bind("asked", device.askedAt().toEpochMilli())
                        .bind("expires", device.expiresAt().toEpochMilli())
                        .bind("interval", interval)
                        .execute()
                == 1;
    }

    Optional<DeviceAuthorization> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT * FROM device_authorization WHERE device_digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> device(row))
                .findOne();
    }

    Optional<DeviceAuthorization> find(Tx tx, UserCode code, Instant now) {
        return tx.handle()
                .createQuery("SELECT * FROM device_authorization WHERE user_code = :code AND expires_at > :now")
                .bind("code", code.letters())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> device(row))
                .findOne();
    }

    /** True once for each device, whoever and however many decide. */
    boolean decide(Tx tx, String digest, State decision, Answer answer, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE device_authorization SET state = :state, person_id = :person,
                                    signed_in_at = :signedIn, methods = :methods
                                WHERE device_digest = :digest AND state = 'waiting' AND expires_at > :now""")
                        .bind("state", decision.word())
                        .bind("person", answer.person().value())
                        .bind("signedIn", answer.authentication().at().toEpochMilli())
                        .bind("methods", answer.authentication().methods())
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** The only way to use a device code; true once. */
    boolean redeem(Tx tx, String digest, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE device_authorization SET state = 'redeemed'
                                WHERE device_digest = :digest AND state = 'allowed' AND expires_at > :now""")
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Notes a poll; false when it came too early, or somebody has decided meanwhile. */
    boolean poll(Tx tx, String digest, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE device_authorization SET polled_at = :now
                                WHERE device_digest = :digest AND state = 'waiting'
                                  AND polled_at + poll_seconds * %d <= :now""".formatted(MILLIS))
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Makes the device wait longer from now on; returns the seconds, or nothing when somebody has decided meanwhile. */
    Optional<Integer> slowDown(Tx tx, String digest, int by, Instant now) {
        return tx.handle()
                .createQuery("""
                        UPDATE device_authorization SET polled_at = :now, poll_seconds = poll_seconds + :by
                        WHERE device_digest = :digest AND state = 'waiting' RETURNING poll_seconds""")
                .bind("digest", digest)
                .bind("by", by)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne();
    }

    int forget(Tx tx, Instant expiredBefore) {
        return tx.handle()
                .createUpdate("DELETE FROM device_authorization WHERE expires_at <= :before")
                .bind("before", expiredBefore.toEpochMilli())
                .execute();
    }

    private static DeviceAuthorization device(ResultSet row) throws SQLException {
        return new DeviceAuthorization(
                row.getString("device_digest"),
                new UserCode(row.getString("user_code")),
                new ClientId(row.getString("client_id")),
                ScopeSet.stored(row.getString("scopes")),
                row.getString("address"),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                State.stored(row.getString("state")),
                answer(row));
    }

    private static @Nullable Answer answer(ResultSet row) throws SQLException {
        String methods = row.getString("methods");
        return methods == null
                ? null
                : new Answer(
                        new UserId(row.getInt("person_id")),
                        Authentication.stored(Instant.ofEpochMilli(row.getLong("signed_in_at")), methods));
    }
}
