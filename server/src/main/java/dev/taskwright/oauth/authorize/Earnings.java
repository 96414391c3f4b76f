package dev.taskwright.oauth.authorize;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.oauth.tokens.Authorizations;
import dev.taskwright.oauth.tokens.CodeTerms;
import dev.taskwright.oauth.tokens.Codes;
import dev.taskwright.oauth.tokens.FrontAnswer;
import dev.taskwright.oauth.tokens.GrantTerms;
import dev.taskwright.oauth.tokens.PreparedCode;
import dev.taskwright.oauth.tokens.PreparedGrant;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an app gets for a request that is allowed: a code, tokens in front, both, or nothing. RFC 6749, 4.1.2 and 4.2.2;
 * OpenID Connect Core, 3.2.2.5 and 3.3.2.5; Multiple Response Types, 3 to 5.
 */
public final class Earnings {
    private final Codes codes;
    private final Authorizations authorizations;
    private final Tokens tokens;
    private final EventLog events;
    private final RepeatedChallenges challenges = new RepeatedChallenges();

    public Earnings(Codes codes, Authorizations authorizations, Tokens tokens, EventLog events) {
        this.codes = codes;
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.events = events;
    }

    /** The random work, before the transaction. */
    sealed interface Prepared {
        /**
         * A code, perhaps with tokens that descend from it.
         *
         * @param isChallengeRepeated to be noted
         */
        record OfCode(PreparedCode code, boolean isChallengeRepeated) implements Prepared {}

        /** Tokens that end with the session as those of a code do. */
        record InFront(PreparedGrant grant) implements Prepared {}

        /** Response type {@code none}: the consent is all. */
        record Nothing() implements Prepared {}
    }

    Prepared prepare(AuthorizeRequest request, SignedIn person) {
        Authentication authentication = new Authentication(person.authenticatedAt(), person.methods());
        if (request.responseType().hasCode()) {
            CodeTerms terms = new CodeTerms(
                    person.userId(),
                    request.client().id(),
                    person.sessionId(),
                    request.redirect().uri(),
                    request.scopes(),
                    request.challenge(),
                    request.nonce(),
                    authentication,
                    request.claims(),
                    request.bounds());
            return new Prepared.OfCode(codes.prepare(terms), challenges.isRepeated(request, person));
        }
        if (request.responseType() == ResponseType.NONE) {
            return new Prepared.Nothing();
        }
        return new Prepared.InFront(authorizations.prepare(new GrantTerms(
                person.userId(),
                request.client().id(),
                person.sessionId(),
                request.scopes(),
                authentication,
                request.claims(),
                request.nonce(),
                false,
                request.bounds().boundTo(null))));
    }

    /** Makes it good. The person's consent must be held by the same transaction. */
    Optional<Rights> start(Tx tx, Prepared prepared) {
        return switch (prepared) {
            case Prepared.OfCode(PreparedCode code, boolean isChallengeRepeated) -> {
                if (isChallengeRepeated) {
                    CodeTerms terms = code.terms();
                    events.append(tx, terms.user(), "oauth:" + terms.client(), new ChallengeRepeated(terms.client()));
                }
                yield Optional.of(codes.issue(tx, code));
            }
            case Prepared.InFront(PreparedGrant grant) -> Optional.of(authorizations.start(tx, grant));
            case Prepared.Nothing() -> Optional.empty();
        };
    }

    /** The parameters of the answer; signs, and therefore comes after the transaction. */
    Map<String, String> parameters(AuthorizeRequest request, Prepared prepared, Optional<Rights> rights) {
        Map<String, String> parameters = new LinkedHashMap<>();
        @Nullable
        String code = prepared instanceof Prepared.OfCode(PreparedCode made, boolean noted) ? made.value() : null;
        if (code != null) {
            parameters.put("code", code);
        }
        if (request.responseType().answersInFront()) {
            FrontAnswer front = inFront(request, rights.orElseThrow(), code);
            String accessToken = front.accessToken();
            if (accessToken != null) {
                parameters.put("access_token", accessToken);
                parameters.put("token_type", "Bearer");
                parameters.put("expires_in", Long.toString(front.expiresIn().toSeconds()));
                parameters.put("scope", request.scopes().toString());
                if (!request.details().isEmpty()) {
                    parameters.put("authorization_details", request.details().text());
                }
            }
            String idToken = front.idToken();
            if (idToken != null) {
                parameters.put("id_token", idToken);
            }
        }
        return parameters;
    }

    private FrontAnswer inFront(AuthorizeRequest request, Rights rights, @Nullable String code) {
        try {
            return tokens.inFront(
                    request.client(),
                    rights,
                    request.responseType(),
                    code,
                    request.redirect().state());
        } catch (OAuthException impossible) {
            // the person was disabled at this moment, or the app's keys cannot be had
            throw request.redirect()
                    .refuse(new OAuthError("server_error", impossible.error().description(), 500));
        }
    }
}
