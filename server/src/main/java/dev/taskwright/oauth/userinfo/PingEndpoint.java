package dev.taskwright.oauth.userinfo;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.access.Challenge;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.http.TokenHeader;
import dev.taskwright.platform.json.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
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
    private static final Challenge INVALID = new Challenge("Bearer", "invalid_token", "no access token that holds");
    private static final HeldTokens.Verdict NOTHING_PRESENTED = new HeldTokens.Verdict.Refused(INVALID);
    private static final Header NOT_VALID = HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, INVALID.headerValue());

    private final HeldTokens tokens;
    private final ClientCertificates certificates;
    private final Users users;

    public PingEndpoint(HeldTokens tokens, ClientCertificates certificates, Users users) {
        this.tokens = tokens;
        this.certificates = certificates;
        this.users = users;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, this::answer);
        OtherMethods.refuse(rules, PATH, "GET");
    }

    private void answer(ServerRequest request, ServerResponse response) {
        HeldTokens.Verdict verdict = TokenHeader.of(request)
                .map(header -> tokens.check(UserinfoEndpoint.shown(request, header, certificates)))
                .orElse(NOTHING_PRESENTED);
        Map<String, Object> body = new LinkedHashMap<>();
        switch (verdict) {
            case HeldTokens.Verdict.Held(AccessToken token) -> owner(token).ifPresent(body::putAll);
            case HeldTokens.Verdict.Refused(Challenge challenge) ->
                response.header(HeaderNames.WWW_AUTHENTICATE, challenge.headerValue());
        }
        boolean isGood = !body.isEmpty();
        body.put("ok", isGood);
        if (!isGood) {
            response.status(Status.UNAUTHORIZED_401);
            response.headers().setIfAbsent(NOT_VALID);
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
