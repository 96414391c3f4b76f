package dev.taskwright.oauth.devices;

import java.time.Duration;

/**
 * What a device is told: RFC 8628, 3.2.
 *
 * @param deviceCode 256 bits; stored only as digest
 * @param interval seconds between two polls
 */
record StartedDevice(String deviceCode, UserCode userCode, Duration expiresIn, int interval) {
    /** Leaves the device code out. */
    @Override
    public String toString() {
        return "StartedDevice[" + userCode + "]";
    }
}
