package dev.taskwright.oauth.protocol;

import dev.taskwright.platform.json.Json;

/** An error as endpoints answer it that apps call: RFC 6749, 5.2. */
public final class OAuthErrorJson {
    private OAuthErrorJson() {}

    public static byte[] bytes(OAuthError error) {
        return Json.bytes(out -> {
            out.startObject();
            out.name("error").string(error.code());
            out.name("error_description").string(error.description());
            out.endObject();
        });
    }
}
