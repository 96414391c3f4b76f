package dev.taskwright.oauth.grants;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.authentication.ClientAuthentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.Codes;
import dev.taskwright.oauth.tokens.RefreshFamilies;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.http.FormBody;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token endpoint over HTTP: RFC 6749, 3.2. Under SmartTask's path and under Taskade's, one handler. */
public final class TokenEndpoint implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final Header JSON = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header NO_STORE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header NO_CACHE = HeaderValues.create("Pragma", "no-cache");

    private final ClientAuthentication authentication;
    private final Map<GrantType, Grant> grants = new EnumMap<>(GrantType.class);

    public TokenEndpoint(
            Db db, ClientAuthentication authentication, Codes codes, RefreshFamilies families, Tokens tokens) {
        this.authentication = authentication;
        for (Grant grant :
                List.of(new AuthorizationCodeGrant(db, codes, tokens), new RefreshTokenGrant(db, families, tokens))) {
            grants.put(grant.type(), grant);
        }
    }

    /** What discovery may promise. */
    public Set<GrantType> grantTypes() {
        return Set.copyOf(grants.keySet());
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : List.of("/oauth2/token", "/connect/token")) {
            rules.post(path, this::post);
            rules.any(path, TokenEndpoint::wrongMethod);
        }
    }

    private void post(ServerRequest request, ServerResponse response) {
        List<String> authorization = request.headers().values(HeaderNames.AUTHORIZATION);
        try {
            send(response, Status.OK_200, TokenJson.bytes(answer(authorization, request)));
        } catch (OAuthException refused) {
            LOG.info("token request refused: {}: {}", refused.error().code(), refused.getMessage());
            refuse(response, refused.error(), authorization);
        } catch (ProblemException unreadable) {
            if (unreadable.problem() instanceof Problem.Unavailable busy) {
                response.header(
                        HeaderNames.RETRY_AFTER,
                        Long.toString(Math.max(1, busy.retryAfter().toSeconds())));
            }
            refuse(response, OAuthError.of(unreadable.problem()), List.of());
        }
    }

    private TokenAnswer answer(List<String> authorization, ServerRequest request) {
        TokenRequest form = new TokenRequest(FormBody.read(request));
        Client client = authentication.authenticate(authorization, form::find);
        Grant grant = Optional.of(form.require("grant_type"))
                .flatMap(GrantType::of)
                .map(grants::get)
                .orElseThrow(() -> new OAuthException(
                        OAuthError.unsupportedGrantType("grant_type is not one that this server offers")));
        if (!client.grants().contains(grant.type())) {
            throw new OAuthException(OAuthError.unauthorizedClient("the app is not registered for this grant_type"));
        }
        return grant.answer(client, form);
    }

    /** RFC 6749, 5.2: an app that tried a header is told which one to use. */
    private static void refuse(ServerResponse response, OAuthError error, List<String> authorization) {
        if (error.status() == 401 && !authorization.isEmpty()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"taskwright\", charset=\"UTF-8\"");
        }
        send(response, Status.create(error.status()), TokenJson.bytes(error));
    }

    private static void wrongMethod(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ALLOW, "POST");
        send(
                response,
                Status.METHOD_NOT_ALLOWED_405,
                TokenJson.bytes(OAuthError.invalidRequest("tokens are asked for with POST")));
    }

    private static void send(ServerResponse response, Status status, byte[] json) {
        response.status(status).header(JSON).header(NO_STORE).header(NO_CACHE).send(json);
    }
}
