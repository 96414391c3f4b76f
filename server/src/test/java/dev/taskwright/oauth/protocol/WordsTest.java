package dev.taskwright.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small words of the protocol, as they are read from requests. */
class WordsTest {
    @Test
    void scopesKeepTheirOrderAndAreNamedOnce() {
        ScopeSet scopes = ScopeSet.parse("profile openid  profile api1 ").orElseThrow();

        assertThat(scopes).hasToString("profile openid api1");
        assertThat(ScopeSet.stored(scopes.toString())).isEqualTo(scopes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\tb", "é", "a\nb", "\u007f"})
    void aScopeOutsideTheGrammarIsNotRead(String words) {
        assertThat(ScopeSet.parse(words)).isEmpty();
    }

    @Test
    void anEndlessScopeIsNotRead() {
        assertThat(ScopeSet.parse("a".repeat(3_000))).isEmpty();
    }

    @Test
    void scopesCompareWithCase() {
        assertThat(ScopeSet.of(Scope.OPENID).contains(new Scope("OpenID"))).isFalse();
    }

    @Test
    void theOrderOfAResponseTypeDoesNotMatter() {
        assertThat(ResponseType.of("code")).contains(ResponseType.CODE);
        assertThat(ResponseType.of("code code")).isEmpty();
        assertThat(ResponseType.of("")).isEmpty();
        assertThat(ResponseType.of("code ")).isEmpty();
        assertThat(ResponseType.of("token id_token")).contains(ResponseType.ID_TOKEN_TOKEN);
        assertThat(ResponseType.of("Code")).isEmpty();
    }

    @Test
    void promptNoneStandsAlone() {
        assertThat(Prompt.list("none")).contains(Set.of(Prompt.NONE));
        assertThat(Prompt.list("login consent")).contains(Set.of(Prompt.LOGIN, Prompt.CONSENT));
        assertThat(Prompt.list("none login")).isEmpty();
        assertThat(Prompt.list("sing")).isEmpty();
        assertThat(Prompt.list("login  consent")).isEmpty();
    }

    @Test
    void anAudienceIsAPathOfAnOfferedScope() {
        ScopeCatalog catalog = new ScopeCatalog(List.of(
                new ScopeCatalog.Offer(Scope.API1, "/api/v1", "work"),
                new ScopeCatalog.Offer(Scope.API2, "/api/v1", "act"),
                new ScopeCatalog.Offer(Scope.MCP, "/mcp", "agree")));

        assertThat(catalog.resources(ScopeSet.of(Scope.OPENID))).isEmpty();
        assertThat(catalog.resources(ScopeSet.of(Scope.API1, Scope.API2, Scope.MCP)))
                .containsExactly("/api/v1", "/mcp");
        assertThat(catalog.unknownIn(ScopeSet.of(Scope.API1, new Scope("api9"))))
                .contains(new Scope("api9"));
    }

    @Test
    void aDescriptionStaysInsideItsGrammar() {
        assertThatThrownBy(() -> OAuthError.invalidRequest("a \"quoted\" word"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(OAuthError.of(new Problem.Invalid("x", "has \"quotes\" and é"))
                        .description())
                .isEqualTo("has ?quotes? and ?");
    }

    @Test
    void problemsFromBelowHaveAStatusOfTheirOwn() {
        assertThat(OAuthError.of(new Problem.TooLarge("big")).status()).isEqualTo(413);
        assertThat(OAuthError.of(new Problem.Unavailable("busy", Duration.ofSeconds(1)))
                        .status())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h/", "https://h/path", "https://h?x=1", "localhost", "https://h#f"})
    void anIssuerIsAnOriginOnly(String text) {
        assertThatThrownBy(() -> new Issuer(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rfc8705Section5AnEndpointMayHaveASecondAddress() {
        Issuer both = new Issuer("https://work.example", "https://work.example:8443");

        assertThat(both.at("/oauth2/token")).isEqualTo("https://work.example/oauth2/token");
        assertThat(both.aliasAt("/oauth2/token")).contains("https://work.example:8443/oauth2/token");
        assertThat(both.addresses("/oauth2/token"))
                .containsExactly("https://work.example/oauth2/token", "https://work.example:8443/oauth2/token");
        assertThat(new Issuer("https://work.example").addresses("/a")).containsExactly("https://work.example/a");
        assertThatThrownBy(() -> new Issuer("https://work.example", "https://work.example:8443/"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
