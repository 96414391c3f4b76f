package dev.taskwright.oauth.requests;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.Map;
import java.util.Optional;

/**
 * OpenID Connect Core, 6: a request object says what holds in place of the parameters beside it. These must still be an
 * OAuth request by themselves and agree with it. As long as the object is not read, an error goes to the app only if the
 * parameters beside it name a registered address.
 */
final class RequestObjectCheck {
    private final RequestObjects objects;
    private final RedirectCheck redirects;

    RequestObjectCheck(RequestObjects objects, RedirectCheck redirects) {
        this.objects = objects;
        this.redirects = redirects;
    }

    AuthorizeParameters read(Client client, AuthorizeParameters sent) {
        if (sent.find("request").isEmpty() && sent.find("request_uri").isEmpty()) {
            return sent;
        }
        try {
            return merged(client, sent);
        } catch (OAuthException refused) {
            throw refusal(client, sent, refused.error());
        }
    }

    private AuthorizeParameters merged(Client client, AuthorizeParameters sent) {
        for (String name : new String[] {"request", "request_uri", "response_type", "scope"}) {
            if (sent.isRepeated(name)) {
                throw invalid(name + " is given more than once");
            }
        }
        Optional<String> value = sent.find("request");
        Optional<String> address = sent.find("request_uri");
        if (value.isPresent() && address.isPresent()) {
            throw invalid("request and request_uri exclude each other");
        }
        Map<String, String> object = value.isPresent()
                ? objects.read(client, value.get())
                : objects.read(client, objects.fetch(client, address.orElseThrow()));
        AuthorizeParameters merged = sent.supersededBy(object);
        requireSame(client, sent, object);
        requireOpenid(sent, merged);
        return merged;
    }

    /** Core, 6.1: {@code client_id} and {@code response_type} stand beside the object too and say the same. */
    private static void requireSame(Client client, AuthorizeParameters sent, Map<String, String> object) {
        String type = sent.find("response_type")
                .orElseThrow(() -> invalid("response_type is missing beside the request object"));
        String typeInside = object.getOrDefault("response_type", type);
        if (!type.equals(typeInside) && !ResponseType.of(type).equals(ResponseType.of(typeInside))) {
            throw new OAuthException(
                    OAuthError.invalidRequestObject("response_type is not the same in the request object"));
        }
        String id = client.id().value();
        if (!object.getOrDefault("client_id", id).equals(id)) {
            throw new OAuthException(
                    OAuthError.invalidRequestObject("client_id is not the same in the request object"));
        }
    }

    private static void requireOpenid(AuthorizeParameters sent, AuthorizeParameters merged) {
        if (hasOpenid(merged) && !hasOpenid(sent)) {
            throw invalid("scope with openid is missing beside the request object");
        }
    }

    private static boolean hasOpenid(AuthorizeParameters parameters) {
        return parameters
                .find("scope")
                .flatMap(ScopeSet::parse)
                .filter(scopes -> scopes.contains(Scope.OPENID))
                .isPresent();
    }

    private AuthorizeFailure refusal(Client client, AuthorizeParameters sent, OAuthError error) {
        return redirects
                .find(client, sent)
                .<AuthorizeFailure>map(redirect -> redirect.refuse(error))
                .orElseGet(() -> new AuthorizeFailure.ShownToUser(error.description() + "."));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.invalidRequest(description));
    }
}
