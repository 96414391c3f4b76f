package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.clients.RefreshPolicy;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.http.QueryText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, 4.1.2 and 4.1.2.1; RFC 9207, 2. */
class AuthorizeResponseTest {
    private static final Issuer ISSUER = new Issuer("https://work.example");

    private static TrustedRedirect redirect(String uri, @Nullable String state) {
        Client client = new Client(
                new ClientId("quill"),
                "Quill",
                ClientKind.NATIVE,
                new UserId(1),
                null,
                List.of(new RedirectUri(uri)),
                ScopeSet.EMPTY,
                ScopeSet.EMPTY,
                Set.of(),
                Set.of(),
                Set.of(),
                RefreshPolicy.ROTATE,
                List.of(),
                Instant.EPOCH);
        return TrustedRedirect.registered(client, uri, state, false).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "https://my.app.com,https://my.app.com?code=c&state=s&iss=https%3A%2F%2Fwork.example",
        "https://my.app.com/cb?a=b,https://my.app.com/cb?a=b&code=c&state=s&iss=https%3A%2F%2Fwork.example",
        "com.example.app:/cb,com.example.app:/cb?code=c&state=s&iss=https%3A%2F%2Fwork.example"
    })
    void theAnswerIsAddedToTheQuery(String uri, String location) {
        assertThat(AuthorizeResponse.code(redirect(uri, "s"), ISSUER, "c").location())
                .isEqualTo(location);
    }

    @Test
    void theIssuerIsInErrorsTooAndNoStateWhenNoneWasSent() {
        String location = AuthorizeResponse.error(
                        redirect("https://my.app.com/cb", null), ISSUER, OAuthError.accessDenied("no and no"))
                .location();

        assertThat(location)
                .isEqualTo("https://my.app.com/cb?error=access_denied&error_description=no%20and%20no"
                        + "&iss=https%3A%2F%2Fwork.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "a b", "a+b", "a&b=c", "%", "%20", "é漢字🎈", "\"'<>\\", "\r\nLocation: x", "#frag", "a=b;c"})
    void theStateComesBackByteForByte(String state) {
        String location = AuthorizeResponse.code(redirect("https://my.app.com/cb", state), ISSUER, "c")
                .location();

        assertThat(location).doesNotContain("\r", "\n", " ", "#");
        assertThat(QueryText.parse(location.substring(location.indexOf('?') + 1))
                        .text("state"))
                .isEqualTo(state);
    }
}
