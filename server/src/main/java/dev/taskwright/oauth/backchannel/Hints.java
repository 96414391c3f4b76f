package dev.taskwright.oauth.backchannel;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.signin.GuessLimit;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.backchannel.BackchannelParameters.Hint;
import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.IdTokens;
import dev.taskwright.oauth.tokens.Revocations;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a hint means, if this app may ask them: CIBA Core, 7.1. An app that the operator added asks anybody; one that
 * registered itself only those who have allowed it something before, so that nobody learns from it who has an account,
 * and nobody is asked by a stranger. Wrong hints cost time.
 */
public final class Hints {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Users users;
    private final Subjects subjects;
    private final IdTokens idTokens;
    private final Revocations revocations;
    private final Consents consents;
    private final GuessLimit limit;

    public Hints(
            Users users,
            Subjects subjects,
            IdTokens idTokens,
            Revocations revocations,
            Consents consents,
            GuessLimit limit) {
        this.users = users;
        this.subjects = subjects;
        this.idTokens = idTokens;
        this.revocations = revocations;
        this.consents = consents;
        this.limit = limit;
    }

    /**
     * @param address numeric, of the app
     * @throws OAuthException {@code unknown_user_id}, or {@code invalid_request} for a hint that is none
     * @throws dev.taskwright.base.ProblemException {@code TooMany} after too many wrong ones
     */
    User find(Client client, Hint hint, String address) {
        try (GuessLimit.Attempt attempt = limit.begin("backchannel hint by app " + client.id(), address)) {
            Optional<User> person =
                    person(client, hint).filter(found -> !found.disabled()).filter(found -> mayAsk(client, found));
            if (person.isEmpty()) {
                attempt.failed();
            }
            return person.orElseThrow(() -> BackchannelError.unknownPerson("no such person for app " + client.id()));
        }
    }

    private boolean mayAsk(Client client, User person) {
        return client.owner() != null
                || consents.of(person.id()).stream()
                        .anyMatch(consent -> consent.client().equals(client.id()));
    }

    private Optional<User> person(Client client, Hint hint) {
        return switch (hint) {
            case Hint.Name(String name) -> users.find(name);
            case Hint.IdToken(String token) -> fromToken(client, token);
        };
    }

    /** A subject that only this app sees is found by the authorization that the token names, while there is one. */
    private Optional<User> fromToken(Client client, String token) {
        IdTokens.Hint read = idTokens.read(token)
                .filter(found -> found.audience().contains(client.id().value()))
                .orElseThrow(() -> BackchannelError.invalidRequest("id_token_hint is not an ID token of this app"));
        String sid = read.sid();
        Optional<UserId> person = Subjects.isPairwise(client)
                ? Optional.ofNullable(sid).flatMap(revocations::person)
                : Optional.of(read.subject())
                        .filter(subject -> NUMBER.matcher(subject).matches())
                        .map(subject -> new UserId(Integer.parseInt(subject)));
        return person.filter(id -> subjects.of(client, id).equals(read.subject()))
                .flatMap(users::find);
    }
}
