package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6749, 6; RFC 9700, 4.14.2 (S13). */
@EachDatabase
class RefreshFamiliesTest {
    private static final String SCOPES = "openid api1 offline_access";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;

    RefreshFamiliesTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String first() {
        Rights rights = provider.rights(provider.redeem(client, provider.code(ada, client, SCOPES, null), null));
        return text(rights);
    }

    private Exchange refresh(Client by, String token, @Nullable ScopeSet wanted) {
        RefreshToken presented = provider.families.read(token).orElseThrow();
        return provider.db.write(tx -> provider.families.refresh(tx, by, presented, wanted, null));
    }

    private String text(Rights rights) {
        return provider.families.write(Objects.requireNonNull(rights.refreshToken()));
    }

    /** The successor, or null when it was refused. */
    private @Nullable String next(String token) {
        return refresh(client, token, null) instanceof Exchange.Granted(Rights rights) ? text(rights) : null;
    }

    @Test
    void eachUseGivesANewOne() {
        String token = first();
        Set<String> seen = new HashSet<>(List.of(token));
        for (int i = 0; i < 5; i++) {
            token = String.valueOf(next(token));
            assertThat(seen.add(token)).isTrue();
            provider.clock.advance(Duration.ofHours(1));
        }
    }

    @Test
    void aRetryWithinTheGraceGetsTheSameSuccessor() {
        String token = first();
        String successor = next(token);

        provider.clock.advance(RefreshFamily.GRACE);

        assertThat(next(token)).isEqualTo(successor);
        assertThat(next(String.valueOf(successor))).isNotNull();
    }

    @Test
    void thePredecessorAfterTheGraceEndsTheFamily() {
        String token = first();
        String successor = String.valueOf(next(token));
        provider.clock.advance(RefreshFamily.GRACE.plusMillis(1));

        assertThat(next(token)).isNull();

        assertThat(next(successor)).isNull();
        assertThat(provider.events()).containsOnlyOnce("token.refresh_reused");
    }

    @Test
    void anOlderOneEndsTheFamilyAndItsAccessTokensAtOnce() {
        String token = first();
        String second = String.valueOf(next(token));
        Rights third = provider.rights(refresh(client, second, null));
        String access = provider.tokens.issue(client, third).accessToken();
        assertThat(provider.accessTokens.find(access)).isPresent();

        assertThat(next(token)).isNull();

        assertThat(provider.accessTokens.find(access)).isEmpty();
        assertThat(next(text(third))).isNull();
    }

    @Test
    void anotherAppCannotUseItAndDoesNotEndIt() {
        String token = first();
        Client thief = provider.webApp(ada).client();

        assertThat(refresh(thief, token, null)).isInstanceOf(Exchange.Refused.class);

        assertThat(next(token)).isNotNull();
    }

    @Test
    void fewerScopesMayBeAskedForAndMoreMayNot() {
        String token = first();

        assertThat(refresh(client, token, ScopeSet.stored("api1 email")))
                .isInstanceOfSatisfying(
                        Exchange.Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_scope"));

        Rights fewer = provider.rights(refresh(client, token, ScopeSet.stored("api1")));
        assertThat(fewer.scopes()).isEqualTo(ScopeSet.stored("api1"));
        assertThat(provider.rights(refresh(client, text(fewer), null)).scopes())
                .as("the family keeps what was granted")
                .isEqualTo(ScopeSet.stored(SCOPES));
    }

    @Test
    void aDisabledPersonsTokenRestsAndWorksAgainLater() {
        String token = first();
        provider.users.disable(People.OPERATOR, ada.id());
        assertThat(next(token)).isNull();

        provider.users.enable(People.OPERATOR, ada.id());
        assertThat(next(token)).isNotNull();
    }

    @Test
    void aFamilyEndsWhenItIsNotUsedForAMonthAndAfterAYearInAnyCase() {
        String idle = first();
        provider.clock.advance(RefreshFamily.IDLE);
        assertThat(next(idle)).isNull();

        String busy = first();
        for (int i = 0; i < 13; i++) {
            provider.clock.advance(RefreshFamily.IDLE.minusDays(2));
            busy = String.valueOf(next(busy));
        }
        provider.clock.advance(RefreshFamily.IDLE.minusDays(2));
        assertThat(next(busy)).isNull();
    }

    @Test
    void aSessionKeepsItsTenNewestFamilies() {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tokens.add(first());
            provider.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(tokens.stream().filter(token -> next(token) != null))
                .hasSize(10)
                .contains(tokens.getLast());
    }

    @Test
    void aPersonKeepsAHundredFamiliesOfAnApp() {
        List<String> tokens = new ArrayList<>();
        User bob = provider.people.add("bob");
        String bobs = sessionless(bob);
        for (int i = 0; i < 103; i++) {
            tokens.add(sessionless(ada));
            provider.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(tokens.stream().filter(token -> next(token) != null))
                .containsExactlyElementsOf(tokens.subList(3, 103));
        assertThat(next(bobs)).isNotNull();
    }

    /** In a session of its own. */
    private String sessionless(User person) {
        ScopeSet scopes = ScopeSet.stored(SCOPES);
        PreparedGrant grant = provider.authorizations.prepare(new GrantTerms(
                person.id(),
                client.id(),
                provider.authorizations.sessionless(),
                scopes,
                provider.signedInNow(),
                ClaimsRequest.NONE,
                null,
                true,
                Bounds.NONE));
        return text(provider.db.write(tx -> {
            provider.consents.give(tx, person.id(), client.id(), scopes);
            return provider.authorizations.start(tx, grant);
        }));
    }
}
