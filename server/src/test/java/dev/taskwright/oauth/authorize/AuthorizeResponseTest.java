package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.requests.Callers;
import dev.taskwright.oauth.requests.TrustedRedirect;
import dev.taskwright.platform.http.QueryText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, 4.1.2 and 4.1.2.1; RFC 9207, 2. */
class AuthorizeResponseTest {
    private static final Issuer ISSUER = new Issuer("https://work.example");

    private static AuthorizeResponse code(TrustedRedirect redirect) {
        return AuthorizeResponse.success(redirect, ISSUER, Map.of("code", "c"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://my.app.com,https://my.app.com?code=c&state=s&iss=https%3A%2F%2Fwork.example",
        "https://my.app.com/cb?a=b,https://my.app.com/cb?a=b&code=c&state=s&iss=https%3A%2F%2Fwork.example",
        "com.example.app:/cb,com.example.app:/cb?code=c&state=s&iss=https%3A%2F%2Fwork.example"
    })
    void theAnswerIsAddedToTheQuery(String uri, String location) {
        assertThat(code(Callers.trusted(uri, "s")).inQuery()).isEqualTo(location);
    }

    @Test
    void theIssuerIsInErrorsTooAndNoStateWhenNoneWasSent() {
        String location = AuthorizeResponse.error(
                        Callers.trusted("https://my.app.com/cb", null), ISSUER, OAuthError.accessDenied("no and no"))
                .inQuery();

        assertThat(location)
                .isEqualTo("https://my.app.com/cb?error=access_denied&error_description=no%20and%20no"
                        + "&iss=https%3A%2F%2Fwork.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "a b", "a+b", "a&b=c", "%", "%20", "é漢字🎈", "\"'<>\\", "\r\nLocation: x", "#frag", "a=b;c"})
    void theStateComesBackByteForByte(String state) {
        String location = code(Callers.trusted("https://my.app.com/cb", state)).inQuery();

        assertThat(location).doesNotContain("\r", "\n", " ", "#");
        assertThat(QueryText.parse(location.substring(location.indexOf('?') + 1))
                        .text("state"))
                .isEqualTo(state);
    }

    /** Multiple Response Types, 2.1: the query of the address stays where it is. */
    @Test
    void anAnswerInTheFragmentLeavesTheQueryAlone() {
        AuthorizeResponse answer = code(Callers.trusted("https://my.app.com/cb?a=b", "s t"));

        assertThat(answer.with("session_state", "x.y").inFragment())
                .isEqualTo("https://my.app.com/cb?a=b#code=c&state=s%20t&iss=https%3A%2F%2Fwork.example"
                        + "&session_state=x.y");
    }
}
