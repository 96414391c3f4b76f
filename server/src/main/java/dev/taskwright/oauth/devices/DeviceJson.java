package dev.taskwright.oauth.devices;

import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.platform.json.Json;

/** What a device is told: RFC 8628, 3.2 and 3.3.1. */
final class DeviceJson {
    private DeviceJson() {}

    static byte[] bytes(StartedDevice device, Issuer issuer) {
        String page = issuer.at(DevicePages.PATH);
        return Json.bytes(out -> {
            out.startObject();
            out.name("device_code").string(device.deviceCode());
            out.name("user_code").string(device.userCode().toString());
            out.name("verification_uri").string(page);
            out.name("verification_uri_complete").string(page + "?" + DevicePages.CODE + "=" + device.userCode());
            out.name("expires_in").number(device.expiresIn().toSeconds());
            out.name("interval").number(device.interval());
            out.endObject();
        });
    }
}
