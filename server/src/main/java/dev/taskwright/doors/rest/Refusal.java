package dev.taskwright.doors.rest;

import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Failure;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.ArrayList;
import java.util.List;

/** An error as it goes over the wire: {@code {ok: false, message, code, statusMessage}}. */
record Refusal(ErrorCode code, String message, List<Header> headers) {
    Refusal {
        headers = List.copyOf(headers);
    }

    static Refusal of(ErrorCode code) {
        return of(code, code.sentence());
    }

    static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, List.of());
    }

    Refusal with(String header, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(HeaderValues.create(HeaderNames.create(header), value));
        return new Refusal(code, message, more);
    }

    byte[] body() {
        return Json.bytes(
                Failure.SHAPE, new Failure(message, code.name(), code.status().reasonPhrase()));
    }
}
