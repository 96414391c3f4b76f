package dev.taskwright.oauth.grants;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeLimits;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.TokenFormat;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.oauth.tokens.AccessTokens;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's access token for another one that may do less: RFC 8693. Never wider than the one it comes from in scopes,
 * audience, details and time, and over with the same authorization. Nothing is written.
 */
public final class TokenExchangeGrant implements Grant {
    private static final String TYPE = "urn:ietf:params:oauth:token-type:";
    private static final String ACCESS_TOKEN = TYPE + "access_token";
    private static final String JWT = TYPE + "jwt";

    private final AccessTokens accessTokens;
    private final Tokens tokens;

    public TokenExchangeGrant(AccessTokens accessTokens, Tokens tokens) {
        this.accessTokens = accessTokens;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        // subject_token, subject_token_type (REQUIRED); actor_token, actor_token_type, resource, audience, scope,
        // requested_token_type (OPTIONAL)
        Client client = request.client();
        requireWritable(client, request.find("requested_token_type"));
        AccessToken subject = read(request, "subject_token");
        AccessToken.OnBehalf behalf = subject.behalf();
        if (behalf == null) {
            throw invalid("the subject_token is an app's own, and stands for no person");
        }
        if (!Actors.mayExchange(client, subject)) {
            throw invalid("the subject_token is not one that this app may exchange");
        }
        @Nullable AccessToken actor = actor(request);
        requireHeld(request, subject);
        ScopeSet scopes = scopes(client, subject, request.find("scope"));
        Bounds bounds = subject.bounds()
                .withResources(resources(request, subject))
                .boundTo(request.binding().orElse(null));
        return tokens.exchange(
                client,
                new Rights(
                        behalf.authorizationId(),
                        behalf.lineage(),
                        behalf.user(),
                        scopes,
                        behalf.authentication(),
                        ClaimsRequest.NONE,
                        null,
                        null,
                        bounds,
                        subject.expiresAt(),
                        Actors.chain(client, subject, actor)),
                ACCESS_TOKEN);
    }

    private AccessToken read(ClientCall request, String name) {
        String type = request.require(name + "_type");
        if (!type.equals(ACCESS_TOKEN) && !type.equals(JWT)) {
            throw invalid(name + "_type must be that of an access token");
        }
        return accessTokens
                .find(request.require(name))
                .orElseThrow(() -> invalid("the " + name + " is not a valid access token of this server"));
    }

    /** 2.1: who acts, if it is not simply the app that asks. Only the app itself, or who has let it. */
    private @Nullable AccessToken actor(ClientCall request) {
        if (request.find("actor_token").isEmpty()) {
            if (request.find("actor_token_type").isPresent()) {
                throw invalid("actor_token_type is for an actor_token, which is missing");
            }
            return null;
        }
        AccessToken actor = read(request, "actor_token");
        if (!actor.client().equals(request.client().id().value())) {
            throw invalid("the actor_token was issued to another app");
        }
        requireProven(request, actor);
        return actor;
    }

    /**
     * A token bound to a key gives none that is not. The app that it was issued to proves that very key; another one that
     * was called with it has seen the proof and proves its own.
     */
    private static void requireHeld(ClientCall request, AccessToken subject) {
        if (subject.client().equals(request.client().id().value())) {
            requireProven(request, subject);
        } else if (subject.bounds().binding() != null && request.binding().isEmpty()) {
            throw invalid("the subject_token is bound to a key: prove one of this app's");
        }
    }

    private static void requireProven(ClientCall request, AccessToken token) {
        Confirmation bound = token.bounds().binding();
        if (bound != null && !request.binding().equals(Optional.of(bound))) {
            throw invalid("a token is bound to a key that this request does not prove");
        }
    }

    /** 2.1: what is asked for, or all, of what the token has and the app may have; it brings no refresh token. */
    private static ScopeSet scopes(Client client, AccessToken subject, Optional<String> words) {
        ScopeSet most = subject.scopes().within(client.allowedScopes()).without(Scope.OFFLINE_ACCESS);
        ScopeSet scopes = words.map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals(ScopeLimits.EVERYTHING))
                .map(text -> ScopeSet.parse(text).orElseThrow(() -> wrongScope("scope is not a list of scopes")))
                .orElse(most);
        if (!most.containsAll(scopes)) {
            throw wrongScope("scope is more than the subject_token has or this app may have");
        }
        if (scopes.isEmpty()) {
            throw wrongScope("the subject_token has nothing that this app may have");
        }
        return scopes;
    }

    /** 2.1, 2.2.2: of the token's audiences. */
    private static List<String> resources(ClientCall request, AccessToken subject) {
        List<String> wanted = Stream.of("resource", "audience")
                .flatMap(name -> request.form().all(name).stream())
                .distinct()
                .toList();
        if (!subject.audiences().containsAll(wanted)) {
            throw new OAuthException(
                    OAuthError.invalidTarget("resource and audience must be among those of the subject_token"));
        }
        return wanted.isEmpty() ? List.copyOf(subject.audiences()) : wanted;
    }

    private static void requireWritable(Client client, Optional<String> type) {
        boolean isJwt = client.metadata().messages().accessToken() == TokenFormat.JWT;
        if (type.filter(word -> !word.equals(ACCESS_TOKEN) && !(isJwt && word.equals(JWT)))
                .isPresent()) {
            throw invalid("requested_token_type must be that of an access token");
        }
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.invalidRequest(description));
    }

    private static OAuthException wrongScope(String description) {
        return new OAuthException(OAuthError.invalidScope(description));
    }
}
