package dev.taskwright.oauth.devices;

import dev.taskwright.oauth.decisions.Decision;

/**
 * What a device asks for: RFC 8628, 3.1.
 *
 * @param decision what became of it
 * @param address numeric, from where the device asked
 */
public record DeviceAuthorization(Decision decision, UserCode userCode, String address) {}
