package dev.taskwright.oauth.userinfo;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.oauth.tokens.AccessTokens;
import dev.taskwright.platform.http.BearerHeader;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /oauth2/ping}: whether an access token works and whose it is; automation services label connections by it. */
public final class PingEndpoint implements HttpService {
    private static final String PATH = "/oauth2/ping";

    private final AccessTokens tokens;
    private final Users users;

    public PingEndpoint(AccessTokens tokens, Users users) {
        this.tokens = tokens;
        this.users = users;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, this::answer);
        OtherMethods.refuse(rules, PATH, "GET");
    }

    private void answer(ServerRequest request, ServerResponse response) {
        Optional<Map<String, Object>> owner =
                BearerHeader.token(request).flatMap(tokens::find).flatMap(this::owner);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ok", owner.isPresent());
        if (owner.isPresent()) {
            body.putAll(owner.get());
        } else {
            response.status(Status.UNAUTHORIZED_401)
                    .header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"taskwright\", error=\"invalid_token\"");
            body.put("message", "The access token is missing, not valid or has expired");
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(Json.bytes(out -> out.plain(body)));
    }

    /** Whose it is, as the app knows them: a pairwise app learns nothing that another one could compare. */
    private Optional<Map<String, Object>> owner(AccessToken token) {
        Map<String, Object> owner = new LinkedHashMap<>();
        UserId user = token.user();
        if (user == null) {
            owner.put("id", token.subject());
            return Optional.of(owner);
        }
        return users.find(user).filter(person -> !person.disabled()).map(person -> {
            if (token.subject().equals(user.toString())) {
                owner.put("handle", person.handle());
                owner.put("displayName", person.name());
            }
            owner.put("id", token.subject());
            return owner;
        });
    }
}
