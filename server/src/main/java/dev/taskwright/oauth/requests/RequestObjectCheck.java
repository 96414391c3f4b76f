package dev.taskwright.oauth.requests;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.Optional;

/**
 * Reads a request object: RFC 9101, 5 and 6. Only what it says counts, and nothing beside it. Where {@code response_type}
 * stands beside it, as OpenID Connect Core, 6.1 demands, it says what holds in place of the parameters there, which must
 * be an OAuth request by themselves and agree with it; not for an app whose every request is signed. As long as the object
 * is not read, an error goes to the app only if the parameters beside it name a registered address.
 */
final class RequestObjectCheck {
    private final RequestObjects objects;
    private final RedirectCheck redirects;

    RequestObjectCheck(RequestObjects objects, RedirectCheck redirects) {
        this.objects = objects;
        this.redirects = redirects;
    }

    AuthorizeParameters read(Client client, AuthorizeParameters sent) {
        try {
            return counting(client, sent);
        } catch (OAuthException refused) {
            throw refusal(client, sent, refused.error());
        }
    }

    private AuthorizeParameters counting(Client client, AuthorizeParameters sent) {
        Optional<String> value = sent.find("request");
        Optional<String> address = sent.find("request_uri");
        if (value.isEmpty() && address.isEmpty()) {
            if (mustSign(client)) {
                throw invalid("the app has to send its requests as signed objects");
            }
            return sent;
        }
        if (value.isPresent() && address.isPresent()) {
            throw invalid("request and request_uri exclude each other");
        }
        for (String name : new String[] {"request", "request_uri", "response_type", "scope"}) {
            if (sent.isRepeated(name)) {
                throw invalid(name + " is given more than once");
            }
        }
        AuthorizeParameters object = value.isPresent()
                ? objects.read(client, value.get())
                : objects.read(client, objects.fetch(client, address.orElseThrow()));
        requireSameApp(client, object);
        return sent.find("response_type").isEmpty() || mustSign(client)
                ? AuthorizeParameters.NONE
                        .supersededBy(object)
                        .with("client_id", client.id().value())
                : merged(sent, object);
    }

    /** RFC 9101, 10.5. */
    private static boolean mustSign(Client client) {
        return client.metadata().security().requiresSignedRequests();
    }

    private static void requireSameApp(Client client, AuthorizeParameters object) {
        String id = client.id().value();
        if (!object.find("client_id").orElse(id).equals(id)) {
            throw new OAuthException(
                    OAuthError.invalidRequestObject("client_id is not the same in the request object"));
        }
    }

    private static AuthorizeParameters merged(AuthorizeParameters sent, AuthorizeParameters object) {
        String type = sent.find("response_type").orElseThrow();
        String inside = object.find("response_type").orElse(type);
        if (!type.equals(inside) && !ResponseType.of(type).equals(ResponseType.of(inside))) {
            throw new OAuthException(
                    OAuthError.invalidRequestObject("response_type is not the same in the request object"));
        }
        AuthorizeParameters merged = sent.supersededBy(object);
        if (hasOpenid(merged) && !hasOpenid(sent)) {
            throw invalid("scope with openid is missing beside the request object");
        }
        return merged;
    }

    private static boolean hasOpenid(AuthorizeParameters parameters) {
        return parameters
                .find("scope")
                .flatMap(ScopeSet::parse)
                .filter(scopes -> scopes.contains(Scope.OPENID))
                .isPresent();
    }

    /** Of a request that is not understood yet: sent to the address beside it if that is registered. */
    AuthorizeFailure refusal(Client client, AuthorizeParameters sent, OAuthError error) {
        return redirects
                .find(client, sent)
                .<AuthorizeFailure>map(redirect -> redirect.refuse(error))
                .orElseGet(() -> new AuthorizeFailure.ShownToUser(error));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.invalidRequest(description));
    }
}
