package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.AccessToken;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who acts for whom with an exchanged token: RFC 8693, 1.1, 4.1 and 4.4. */
final class Actors {
    /** More hands than a token honestly passes through. */
    private static final int LONGEST_CHAIN = 8;

    private Actors() {}

    /**
     * An app exchanges its own tokens, those for a resource that the operator says it answers for, and those of an app
     * that names it in {@code may_act}.
     */
    static boolean mayExchange(Client client, AccessToken subject) {
        String id = client.id().value();
        return subject.client().equals(id)
                || id.equals(subject.mayAct())
                || client.metadata().answersFor().stream().anyMatch(subject.audiences()::contains);
    }

    /**
     * The claim {@code act}. Whoever uses another app's token acts for the person through it and is named, with those
     * before; an app that narrows its own token changes nothing. What was there stays: nobody is taken out of the chain.
     *
     * @param actor who acts, if the app has said it; else the app itself
     */
    static @Nullable Map<String, Object> chain(Client client, AccessToken subject, @Nullable AccessToken actor) {
        Map<String, Object> before = subject.actor();
        String id = client.id().value();
        if (actor == null && subject.client().equals(id)) {
            return before;
        }
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("sub", actor == null ? id : actor.subject());
        act.put("client_id", id);
        if (before != null) {
            requireShort(before);
            act.put("act", before);
        }
        return act;
    }

    private static void requireShort(Map<String, Object> chain) {
        int length = 1;
        Object next = chain.get("act");
        while (next instanceof Map<?, ?> earlier) {
            length++;
            next = earlier.get("act");
        }
        if (length >= LONGEST_CHAIN) {
            throw new OAuthException(OAuthError.invalidRequest("the subject_token has passed through too many hands"));
        }
    }
}
