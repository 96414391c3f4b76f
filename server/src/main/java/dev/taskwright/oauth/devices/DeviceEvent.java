package dev.taskwright.oauth.devices;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What a person decided about a device. The subject is the app. */
sealed interface DeviceEvent extends Event {
    DeviceAuthorization device();

    @Override
    default String subject() {
        ClientId client = device().decision().client();
        return client.value();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("scopes", device().decision().scopes().toString(), "address", device().address());
    }

    record Allowed(DeviceAuthorization device) implements DeviceEvent {
        @Override
        public String kind() {
            return "device.allowed";
        }
    }

    record Denied(DeviceAuthorization device) implements DeviceEvent {
        @Override
        public String kind() {
            return "device.denied";
        }
    }
}
