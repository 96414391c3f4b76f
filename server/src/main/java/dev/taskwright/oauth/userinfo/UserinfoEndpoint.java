package dev.taskwright.oauth.userinfo;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.access.Challenge;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.messages.AppMessages;
import dev.taskwright.oauth.possession.Shown;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthErrorJson;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.DpopNonceHeader;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.http.TokenHeader;
import dev.taskwright.platform.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Userinfo over HTTP: OpenID Connect Core, 5.3; the token as RFC 6750, 2.1 or 2.2 says, never in the query. */
public final class UserinfoEndpoint implements HttpService {
    private static final String JSON = "application/json";
    private static final Challenge NOTHING_PRESENTED = new Challenge("Bearer", null, "");

    private final HeldTokens tokens;
    private final ClientCertificates certificates;
    private final Users users;
    private final Clients clients;
    private final PersonClaims people;
    private final AppMessages messages;
    private final Issuer issuer;

    public UserinfoEndpoint(
            HeldTokens tokens,
            ClientCertificates certificates,
            Users users,
            Clients clients,
            PersonClaims people,
            AppMessages messages,
            Issuer issuer) {
        this.tokens = tokens;
        this.certificates = certificates;
        this.users = users;
        this.clients = clients;
        this.people = people;
        this.messages = messages;
        this.issuer = issuer;
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : List.of("/oauth2/userinfo", "/connect/userinfo")) {
            rules.get(path, (request, response) -> answer(request, response, TokenHeader.of(request)));
            rules.post(path, this::post);
            OtherMethods.refuse(rules, path, "GET, POST");
        }
    }

    private void post(ServerRequest request, ServerResponse response) {
        Optional<TokenHeader> header = TokenHeader.of(request);
        try {
            Optional<TokenHeader> form = fromForm(request);
            if (header.isPresent() && form.isPresent()) {
                refuse(response, OAuthError.invalidRequest("more than one access token"));
            } else {
                answer(request, response, header.or(() -> form));
            }
        } catch (ProblemException unreadable) {
            refuse(response, OAuthError.of(unreadable.problem()));
        }
    }

    private void answer(ServerRequest request, ServerResponse response, Optional<TokenHeader> presented) {
        if (presented.isEmpty()) {
            // RFC 6750, 3.1: nothing was presented, so that there is nothing to say but how to present it
            response.status(Status.UNAUTHORIZED_401)
                    .header(HeaderNames.WWW_AUTHENTICATE, NOTHING_PRESENTED.headerValue())
                    .header(HeaderNames.CACHE_CONTROL, "no-store")
                    .send();
            return;
        }
        switch (tokens.check(shown(request, presented.get(), certificates))) {
            case HeldTokens.Verdict.Refused(Challenge challenge) -> refuse(response, challenge);
            case HeldTokens.Verdict.Held(AccessToken token) -> answer(response, token);
        }
    }

    static Shown shown(ServerRequest request, TokenHeader presented, ClientCertificates certificates) {
        return new Shown(
                presented.scheme(),
                presented.token(),
                request.prologue().method().text(),
                request.prologue().uriPath().rawPath(),
                DpopNonceHeader.proofs(request),
                certificates.find(request).orElse(null));
    }

    private void answer(ServerResponse response, AccessToken token) {
        try {
            send(response, token);
        } catch (OAuthException refused) {
            refuse(response, refused.error());
        }
    }

    private void send(ServerResponse response, AccessToken token) {
        if (!token.scopes().contains(Scope.OPENID)) {
            throw new OAuthException(OAuthError.insufficientScope("the access token lacks the scope openid"));
        }
        User user = Optional.ofNullable(token.user())
                .flatMap(users::find)
                .filter(person -> !person.disabled())
                .orElseThrow(UserinfoEndpoint::invalid);
        Client client = clients.find(token.client()).orElseThrow(UserinfoEndpoint::invalid);
        Map<String, @Nullable Object> claims = people.of(client, user, token.scopes(), token.userinfo());
        String message = asMessage(client, claims);
        if (message == null) {
            send(response, JSON, Json.bytes(out -> out.plain(claims)));
        } else {
            send(response, "application/jwt", message.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Signed or encrypted, it also says who speaks to whom: OpenID Connect Core, 5.3.2. */
    private @Nullable String asMessage(Client client, Map<String, @Nullable Object> claims) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("iss", issuer.value());
        whole.put("aud", client.id().value());
        whole.putAll(claims);
        return messages.writeAsRegistered(client, client.metadata().messages().userinfo(), "JWT", whole);
    }

    /** A token bound to a key cannot come so: RFC 9449, 7.1. */
    private static Optional<TokenHeader> fromForm(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return Optional.empty();
        }
        Fields form = FormBody.read(request);
        return form.one("access_token").filter(token -> !token.isEmpty()).map(TokenHeader::bearer);
    }

    private static OAuthException invalid() {
        return new OAuthException(OAuthError.invalidToken("the access token is not valid or has expired"));
    }

    private static void refuse(ServerResponse response, OAuthError error) {
        boolean isScope = error.code().equals("insufficient_scope");
        Map<String, String> more = isScope ? Map.of("scope", "openid") : Map.of();
        Challenge challenge = new Challenge("Bearer", error.code(), error.description(), more);
        response.header(HeaderNames.WWW_AUTHENTICATE, challenge.headerValue());
        send(response.status(Status.create(error.status())), JSON, OAuthErrorJson.bytes(error));
    }

    private static void refuse(ServerResponse response, Challenge challenge) {
        response.header(HeaderNames.WWW_AUTHENTICATE, challenge.headerValue());
        byte[] body = OAuthErrorJson.bytes(new OAuthError(
                Objects.requireNonNull(challenge.error(), "a token was presented"), challenge.description(), 401));
        send(response.status(Status.UNAUTHORIZED_401), JSON, body);
    }

    private static void send(ServerResponse response, String type, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(body);
    }
}
