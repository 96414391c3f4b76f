package dev.taskwright.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, 3.1.2; RFC 8252, 7 and 8; RFC 9700, 4.1.3 (S01, S02). */
class RedirectUriTest {
    private static final RedirectUri HTTPS = new RedirectUri("https://app.example/cb?tenant=1");
    private static final RedirectUri LOOPBACK = new RedirectUri("http://127.0.0.1/cb");

    @Test
    void theRegisteredStringMatches() {
        assertThat(HTTPS.matches("https://app.example/cb?tenant=1")).isTrue();
    }

    /** S01: everything that only looks like the registered address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://app.example",
                "https://app.example/",
                "https://app.example/cb",
                "https://app.example/cb/",
                "https://app.example/cb?",
                "https://app.example/cb?tenant=1&",
                "https://app.example/cb?tenant=1&x=2",
                "https://app.example/cb?tenant=2",
                "https://app.example/cb?Tenant=1",
                "https://app.example/cb?tenant=%31",
                "https://app.example/cb?tenant=1#",
                "https://app.example/cb?tenant=1#fragment",
                "https://app.example/CB?tenant=1",
                "https://APP.example/cb?tenant=1",
                "HTTPS://app.example/cb?tenant=1",
                "https://app.example:443/cb?tenant=1",
                "https://app.example:8443/cb?tenant=1",
                "http://app.example/cb?tenant=1",
                "https://app.example//cb?tenant=1",
                "https://app.example/./cb?tenant=1",
                "https://app.example/x/../cb?tenant=1",
                "https://app.example/c%62?tenant=1",
                "https://app.example/%2e/cb?tenant=1",
                "https://app.example/cb%2f?tenant=1",
                "https://app.example/cb;a=b?tenant=1",
                "https://app.example/cbx?tenant=1",
                "https://app.example.evil.example/cb?tenant=1",
                "https://evil.example/https://app.example/cb?tenant=1",
                "https://evil.example?https://app.example/cb?tenant=1",
                "https://app.example@evil.example/cb?tenant=1",
                "https://user@app.example/cb?tenant=1",
                "https://user:pass@app.example/cb?tenant=1",
                "https://app.example\\@evil.example/cb?tenant=1",
                "https:/app.example/cb?tenant=1",
                "https:app.example/cb?tenant=1",
                "//app.example/cb?tenant=1",
                "/cb?tenant=1",
                "https://sub.app.example/cb?tenant=1",
                "https://app.example./cb?tenant=1",
                "https://xn--pp-eka.example/cb?tenant=1",
                "https://аpp.example/cb?tenant=1",
                " https://app.example/cb?tenant=1",
                "https://app.example/cb?tenant=1 ",
                "https://app.example/cb?tenant=1\n",
                "https://app.example/cb?tenant=1\u0000",
                "javascript:alert(1)//https://app.example/cb?tenant=1",
                "data:text/html,https://app.example/cb?tenant=1"
            })
    void aMutationOfAnHttpsAddressDoesNotMatch(String presented) {
        assertThat(HTTPS.matches(presented)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/cb",
                "http://127.0.0.1:1/cb",
                "http://127.0.0.1:8123/cb",
                "http://127.0.0.1:65535/cb"
            })
    void anyPortOfALoopbackAddressMatches(String presented) {
        assertThat(LOOPBACK.matches(presented)).isTrue();
        assertThat(new RedirectUri("http://127.0.0.1:5000/cb").matches(presented))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:0/cb",
                "http://127.0.0.1:65536/cb",
                "http://127.0.0.1:99999/cb",
                "http://127.0.0.1:080/cb",
                "http://127.0.0.1:/cb",
                "http://127.0.0.1:-1/cb",
                "http://127.0.0.1:8123",
                "http://127.0.0.1:8123/",
                "http://127.0.0.1:8123/cb/",
                "http://127.0.0.1:8123/cb?x=1",
                "http://127.0.0.1:8123/cb#x",
                "http://127.0.0.1:80@evil.example/cb",
                "http://127.0.0.1:8123@evil.example/cb",
                "http://127.0.0.1.evil.example/cb",
                "http://127.0.0.2:8123/cb",
                "http://127.1:8123/cb",
                "http://2130706433:8123/cb",
                "http://localhost:8123/cb",
                "http://[::1]:8123/cb",
                "http://[0:0:0:0:0:0:0:1]:8123/cb",
                "http://[::ffff:127.0.0.1]:8123/cb",
                "https://127.0.0.1:8123/cb",
                "HTTP://127.0.0.1:8123/cb",
                "http://0.0.0.0:8123/cb",
                "http://user@127.0.0.1:8123/cb"
            })
    void aMutationOfALoopbackAddressDoesNotMatch(String presented) {
        assertThat(LOOPBACK.matches(presented)).isFalse();
    }

    @Test
    void onlyLoopbackLeavesThePortOpen() {
        assertThat(new RedirectUri("https://app.example/cb").matches("https://app.example:444/cb"))
                .isFalse();
        assertThat(new RedirectUri("com.example.app:/cb").matches("com.example.app:8/cb"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "web,https://app.example",
        "web,https://app.example/cb?x=1",
        "spa,https://app.example:8443/cb",
        "web,https://app.example/cb%2Fx",
        "native,https://app.example/cb",
        "native,http://127.0.0.1/cb",
        "native,http://127.0.0.1:8123",
        "native,http://[::1]/cb",
        "native,com.example.app:/cb",
        "native,com.example.app://cb/x",
        "native,urn:ietf:wg:oauth:2.0:oob",
        "mcp,http://127.0.0.1:33418/callback",
        "mcp,https://claude.ai/api/mcp/auth_callback"
    })
    void anAllowedAddressIsRegistered(String kind, String text) {
        assertThat(RedirectUri.register(text, ClientKind.of(kind).orElseThrow(), false)
                        .value())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "web,http://app.example/cb",
        "web,http://127.0.0.1/cb",
        "web,http://localhost/cb",
        "web,com.example.app:/cb",
        "web,urn:ietf:wg:oauth:2.0:oob",
        "web,https://app.example/cb#fragment",
        "web,https://user@app.example/cb",
        "web,https://APP.example/cb",
        "web,https:///cb",
        "web,https:cb",
        "web,https://app.example:0/cb",
        "web,https://app.example:99999/cb",
        "web,https://*.app.example/cb",
        "web,https://app.example/a b",
        "web,https://app.exämple/cb",
        "web,/cb",
        "web,javascript:alert(1)",
        "spa,http://127.0.0.1/cb",
        "native,http://localhost/cb",
        "native,http://127.0.0.2/cb",
        "native,http://127.0.0.1:99999/cb",
        "native,http://app.example/cb",
        "native,myapp:/cb",
        "native,javascript:alert(1)",
        "native,data:text/html;x",
        "native,file:///etc/passwd",
        "native,com.example.app:",
        "native,COM.example.app:/cb",
        "mcp,http://localhost:3000/cb"
    })
    void anythingElseIsRefusedAndNamed(String kind, String text) {
        assertThatThrownBy(() -> RedirectUri.register(text, ClientKind.of(kind).orElseThrow(), false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("redirect_uri")
                .hasMessageContaining(text.replaceAll("[^\\x20-\\x7e]", "?"));
    }

    @Test
    void localhostIsForDevelopmentOnlyAlsoOnceItIsRegistered() {
        RedirectUri uri = RedirectUri.register("http://localhost:3000/cb", ClientKind.WEB, true);

        assertThat(uri.isAllowed(ClientKind.WEB, true)).isTrue();
        assertThat(uri.isAllowed(ClientKind.WEB, false)).isFalse();
        assertThat(uri.matches("http://localhost:5173/cb")).isTrue();
        assertThatCode(() -> RedirectUri.register("http://127.0.0.1:3000/cb", ClientKind.SPA, true))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example/cb,app.example",
        "https://app.example:8443/cb,app.example:8443",
        "http://127.0.0.1:8/cb,this device (127.0.0.1)",
        "com.example.app:/cb,the app com.example.app on this device",
        "urn:ietf:wg:oauth:2.0:oob,a code that you copy by hand"
    })
    void thePlaceIsSomethingAPersonMayRecognise(String uri, String place) {
        assertThat(RedirectUri.place(uri)).isEqualTo(place);
    }
}
