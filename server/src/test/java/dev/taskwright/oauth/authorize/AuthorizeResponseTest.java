package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.platform.http.QueryText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, 4.1.2 and 4.1.2.1; RFC 9207, 2. */
class AuthorizeResponseTest {
    private static final Issuer ISSUER = new Issuer("https://work.example");

    @ParameterizedTest
    @CsvSource({
        "https://my.app.com,https://my.app.com?code=c&state=s&iss=https%3A%2F%2Fwork.example",
        "https://my.app.com/cb?a=b,https://my.app.com/cb?a=b&code=c&state=s&iss=https%3A%2F%2Fwork.example",
        "com.example.app:/cb,com.example.app:/cb?code=c&state=s&iss=https%3A%2F%2Fwork.example"
    })
    void theAnswerIsAddedToTheQuery(String uri, String location) {
        assertThat(AuthorizeResponse.code(Callers.trusted(uri, "s"), ISSUER, "c")
                        .location())
                .isEqualTo(location);
    }

    @Test
    void theIssuerIsInErrorsTooAndNoStateWhenNoneWasSent() {
        String location = AuthorizeResponse.error(
                        Callers.trusted("https://my.app.com/cb", null), ISSUER, OAuthError.accessDenied("no and no"))
                .location();

        assertThat(location)
                .isEqualTo("https://my.app.com/cb?error=access_denied&error_description=no%20and%20no"
                        + "&iss=https%3A%2F%2Fwork.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "a b", "a+b", "a&b=c", "%", "%20", "é漢字🎈", "\"'<>\\", "\r\nLocation: x", "#frag", "a=b;c"})
    void theStateComesBackByteForByte(String state) {
        String location = AuthorizeResponse.code(Callers.trusted("https://my.app.com/cb", state), ISSUER, "c")
                .location();

        assertThat(location).doesNotContain("\r", "\n", " ", "#");
        assertThat(QueryText.parse(location.substring(location.indexOf('?') + 1))
                        .text("state"))
                .isEqualTo(state);
    }
}
