package dev.taskwright.oauth.backchannel;

import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.platform.json.Json;

/** What an app is told that has asked: CIBA Core, 7.3. */
final class BackchannelJson {
    private BackchannelJson() {}

    static byte[] bytes(StartedRequest request) {
        return Json.bytes(out -> {
            out.startObject();
            out.name("auth_req_id").string(request.id());
            out.name("expires_in").number(request.expiresIn().toSeconds());
            out.name("interval").number(Decisions.INTERVAL);
            out.endObject();
        });
    }
}
