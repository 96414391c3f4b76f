package dev.taskwright.oauth.backchannel;

import java.time.Duration;

/**
 * What the app is told: CIBA Core, 7.3.
 *
 * @param id the {@code auth_req_id}: 256 bits; stored only as digest, and sealed for the ping that must name it
 */
record StartedRequest(String id, Duration expiresIn) {
    /** Leaves the id out. */
    @Override
    public String toString() {
        return "StartedRequest[" + expiresIn + "]";
    }
}
