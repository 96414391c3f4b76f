package dev.taskwright.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Scope;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8707, 2. */
class ResourcesTest {
    private static final String ISSUER = "https://work.example";
    private static final String API = ISSUER + "/api/v1";
    private static final String MCP = ISSUER + "/mcp";

    private final Resources resources = new Resources(
            new Issuer(ISSUER),
            new ScopeCatalog(List.of(
                    new ScopeCatalog.Offer(Scope.API1, "/api/v1", "work"),
                    new ScopeCatalog.Offer(Scope.AUTH, null, "see"),
                    new ScopeCatalog.Offer(Scope.MCP, "/mcp", "act"))));

    private static void assertRefused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_target"));
    }

    @Test
    void section2TheKnownAddressesAreThoseOfTheApisAndTheServer() {
        assertThat(resources.read(List.of())).isEmpty();
        assertThat(resources.read(List.of(API, MCP, ISSUER))).containsExactly(API, MCP, ISSUER);
        assertThat(resources.read(List.of(API + "/", API, ISSUER + "/"))).containsExactly(API, ISSUER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "api",
                API + "#part",
                API + "?a=b",
                API + "/workspaces",
                API + "//",
                "https://work.example/API/v1",
                "https://other.example/api/v1",
                "http://work.example/api/v1",
                "https://work.example:444/api/v1",
                "https://ada@work.example/api/v1",
                "urn:api",
                "https://[",
                " "
            })
    void section2WhatIsNotKnownIsNoTarget(String named) {
        assertRefused(() -> resources.read(List.of(named)));
        assertRefused(() -> resources.read(List.of(API, named)));
    }

    @Test
    void thereIsABound() {
        assertRefused(() -> resources.read(Collections.nCopies(11, API)));
        assertRefused(() -> resources.read(List.of(API + "/" + "x".repeat(3_000))));
    }

    /** 2.2: a token is for a part of what was granted. */
    @Test
    void section22ARequestStaysWithinTheGrant() {
        ScopeSet both = ScopeSet.of(Scope.OPENID, Scope.API1, Scope.MCP);

        assertThat(resources.within(List.of(API, MCP), both, List.of())).containsExactly(API, MCP);
        assertThat(resources.within(List.of(API, MCP), both, List.of(MCP))).containsExactly(MCP);
        assertThat(resources.within(List.of(ISSUER), both, List.of(MCP))).containsExactly(MCP);
        assertRefused(() -> resources.within(List.of(API), both, List.of(MCP)));
        assertRefused(() -> resources.within(List.of(API), both, List.of(ISSUER)));
    }

    /** What was granted without naming a place is good where its scopes lead. */
    @Test
    void section22WithoutAPlaceTheScopesSayWhere() {
        assertThat(resources.within(List.of(), ScopeSet.of(Scope.API1, Scope.MCP), List.of(API)))
                .containsExactly(API);
        assertThat(resources.within(List.of(), ScopeSet.of(Scope.OPENID), List.of(ISSUER)))
                .containsExactly(ISSUER);
        assertRefused(() -> resources.within(List.of(), ScopeSet.of(Scope.API1), List.of(MCP)));
        assertRefused(() -> resources.within(List.of(), ScopeSet.of(Scope.API1), List.of(ISSUER)));
    }

    @Test
    void section22ScopesOfOtherApisAreLeftOut() {
        ScopeSet all = ScopeSet.of(Scope.OPENID, Scope.AUTH, Scope.API1, Scope.MCP);

        assertThat(resources.scopesAt(List.of(), all)).isEqualTo(all);
        assertThat(resources.scopesAt(List.of(API), all)).isEqualTo(ScopeSet.of(Scope.OPENID, Scope.AUTH, Scope.API1));
        assertThat(resources.scopesAt(List.of(ISSUER), all)).isEqualTo(all);
    }
}
