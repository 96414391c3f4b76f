package dev.taskwright.oauth.logout;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.tokens.Participant;
import dev.taskwright.platform.json.Json;
import java.util.Map;

/** A {@link Participant} as the payload of a job. */
final class ParticipantJson {
    private ParticipantJson() {}

    static String text(Participant participant) {
        return Json.text(Map.of(
                "client_id", participant.client().value(),
                "person", participant.person().toString(),
                "sid", participant.sid()));
    }

    static Participant read(String text) {
        if (Json.parse(text) instanceof Map<?, ?> object) {
            return new Participant(
                    new ClientId(String.valueOf(object.get("client_id"))),
                    new UserId(Integer.parseInt(String.valueOf(object.get("person")))),
                    String.valueOf(object.get("sid")));
        }
        throw new IllegalStateException("not a participant");
    }
}
