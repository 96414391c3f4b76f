package dev.taskwright.oauth.backchannel;

import dev.taskwright.platform.json.Json;
import java.util.Map;

/**
 * What a ping must say to be believed: CIBA Core, 10.2. Kept sealed, since both are the app's secrets.
 *
 * @param requestId the {@code auth_req_id}
 * @param token that the app gave for this one request
 */
record Ping(String requestId, String token) {
    String sealable() {
        return Json.text(Map.of("auth_req_id", requestId, "token", token));
    }

    static Ping of(String sealable) {
        if (Json.parse(sealable) instanceof Map<?, ?> object) {
            return new Ping(String.valueOf(object.get("auth_req_id")), String.valueOf(object.get("token")));
        }
        throw new IllegalStateException("not a ping");
    }

    /** Leaves both out. */
    @Override
    public String toString() {
        return "Ping[]";
    }
}
