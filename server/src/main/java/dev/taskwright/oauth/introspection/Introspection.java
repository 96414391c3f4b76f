package dev.taskwright.oauth.introspection;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.oauth.tokens.AccessTokens;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.RefreshFamilies;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whether a token holds and what it opens: RFC 7662. An app with a secret asks about its own tokens, and about access
 * tokens for a resource that it answers for; of all others it learns nothing (4).
 */
public final class Introspection implements ClientEndpoint.Act {
    public static final List<String> PATHS = List.of("/oauth2/introspect", "/connect/introspect");

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final AccessTokens accessTokens;
    private final RefreshFamilies families;
    private final Db db;
    private final Users users;
    private final Clients clients;
    private final Issuer issuer;
    private final Subjects subjects;

    public Introspection(
            AccessTokens accessTokens,
            RefreshFamilies families,
            Db db,
            Users users,
            Clients clients,
            Issuer issuer,
            Subjects subjects) {
        this.accessTokens = accessTokens;
        this.families = families;
        this.db = db;
        this.users = users;
        this.clients = clients;
        this.issuer = issuer;
        this.subjects = subjects;
    }

    @Override
    public byte[] answer(ClientCall call) {
        Map<String, Object> answer = say(call);
        return Json.bytes(out -> out.plain(answer));
    }

    /** The members of the answer: 2.2. */
    Map<String, Object> say(ClientCall call) {
        if (!call.client().provesItself()) {
            throw new OAuthException(
                    OAuthError.invalidClient("only an app that proves who it is may ask"), "a public app introspects");
        }
        // token (REQUIRED), token_type_hint (OPTIONAL; the shapes of tokens tell more than it does)
        String token = call.require("token");
        return families.read(token)
                .map(refresh -> db.read(tx -> families.live(tx, call.client(), refresh))
                        .map(live -> ofRefreshToken(call.client(), live)))
                .orElseGet(() -> accessTokens
                        .find(token)
                        .filter(found -> mayAsk(call.client(), found))
                        .flatMap(this::ofAccessToken))
                .orElse(INACTIVE);
    }

    private static boolean mayAsk(Client client, AccessToken token) {
        return token.client().equals(client.id().value())
                || client.metadata().answersFor().stream().anyMatch(token.audiences()::contains);
    }

    /** Empty when the person is disabled or the app is gone. */
    private Optional<Map<String, Object>> ofAccessToken(AccessToken token) {
        UserId user = token.user();
        Optional<User> person =
                user == null ? Optional.empty() : users.find(user).filter(each -> !each.disabled());
        Optional<Client> client = clients.find(token.client());
        if (client.isEmpty() || (user != null && person.isEmpty())) {
            return Optional.empty();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("scope", token.scopes().toString());
        answer.put("client_id", token.client());
        person.filter(each -> !Subjects.isPairwise(client.get()))
                .ifPresent(each -> answer.put("username", each.handle()));
        answer.put("token_type", token.bounds().tokenType());
        answer.put("exp", token.expiresAt().getEpochSecond());
        answer.put("iat", token.issuedAt().getEpochSecond());
        answer.put("sub", token.subject());
        answer.put(
                "aud",
                token.audiences().size() == 1 ? token.audiences().iterator().next() : List.copyOf(token.audiences()));
        answer.put("iss", issuer.value());
        answer.put("jti", token.id());
        AccessToken.OnBehalf behalf = token.behalf();
        if (behalf != null && !behalf.authentication().equals(Authentication.NONE)) {
            // RFC 9470, 6.2
            answer.put("auth_time", behalf.authentication().at().getEpochSecond());
            answer.put("acr", behalf.authentication().acr());
        }
        putBounds(answer, token.bounds());
        Confirmation binding = token.bounds().binding();
        if (binding != null) {
            answer.put("cnf", binding.claim());
        }
        Map<String, Object> actor = token.actor();
        if (actor != null) {
            answer.put("act", actor);
        }
        return Optional.of(answer);
    }

    /** Without {@code token_type}: that is how an access token is presented (RFC 6749, 5.1). */
    private Map<String, Object> ofRefreshToken(Client client, RefreshFamilies.Live live) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("scope", live.rights().scopes().toString());
        answer.put("client_id", client.id().value());
        if (!Subjects.isPairwise(client)) {
            users.find(live.rights().user()).ifPresent(person -> answer.put("username", person.handle()));
        }
        answer.put("exp", live.until().getEpochSecond());
        answer.put("sub", subjects.of(client, live.rights().user()));
        answer.put("iss", issuer.value());
        putBounds(answer, live.rights().bounds());
        return answer;
    }

    /** RFC 9396, 9.2. */
    private static void putBounds(Map<String, Object> answer, Bounds bounds) {
        if (!bounds.details().isEmpty()) {
            answer.put("authorization_details", bounds.details().plain());
        }
    }
}
