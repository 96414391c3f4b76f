package dev.taskwright.oauth.apps;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.GrantType;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What makes other people's accounts less safe, and therefore is no decision of the one who wrote the app. */
final class Gifts {
    private Gifts() {}

    /** What asks strangers, or acts while its person is away. */
    private static final Set<GrantType> GIVEN = EnumSet.of(GrantType.PASSWORD, GrantType.CIBA, GrantType.JWT_BEARER);

    /** The same of an app that is new. */
    static void requireOperatorFor(Caller by, Client added) {
        requireOperatorFor(by, Set.of(), added);
    }

    /** @throws ProblemException {@code Forbidden} unless the operator asks, or the app has it already */
    static void requireOperatorFor(Caller by, Client before, Client after) {
        requireOperatorFor(by, of(before), after);
    }

    private static void requireOperatorFor(Caller by, Set<String> before, Client after) {
        for (String gift : of(after)) {
            if (!(by instanceof Caller.Operator) && !before.contains(gift)) {
                throw ProblemException.forbidden("only the operator gives an app " + gift);
            }
        }
    }

    /** What only the operator gives, in words. */
    private static Set<String> of(Client client) {
        Set<String> gifts = new LinkedHashSet<>();
        for (GrantType grant : GIVEN) {
            if (client.grants().contains(grant)) {
                gifts.add("the grant " + grant.word());
            }
        }
        if (client.permissions().refreshesWithoutSecret()) {
            gifts.add("refresh_without_authentication");
        }
        String mayAct = client.metadata().mayAct();
        if (mayAct != null) {
            gifts.add("may_act " + mayAct);
        }
        // its app learns whose tokens others present
        client.metadata().answersFor().forEach(resource -> gifts.add("answers_for " + resource));
        return gifts;
    }
}
