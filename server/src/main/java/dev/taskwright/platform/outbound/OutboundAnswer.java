package dev.taskwright.platform.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What another machine answered.
 *
 * @param headers by lower-case name; of a repeated one the first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The media type without parameters, in lower case. */
    public Optional<String> mediaType() {
        return Optional.ofNullable(headers.get("content-type"))
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Leaves the body out. */
    @Override
    public String toString() {
        return "OutboundAnswer[" + status + ", " + body.length + " bytes]";
    }
}
