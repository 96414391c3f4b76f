package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Storage grows with what is alive, not with what ever happened: a month of sign-ins with refreshes, thefts and sign-outs.
 * The change log is left out, which keeps its entries for 90 days on purpose.
 */
@EachDatabase
class PlateauTest {
    private static final int DAYS = 30;
    private static final int A_DAY = 10;
    private static final ScopeSet SCOPES = ScopeSet.stored("api1 offline_access");
    private static final List<String> TABLES = List.of(
            "session",
            "oauth_consent",
            "app_authorization",
            "authorization_code",
            "refresh_family",
            "opaque_token",
            "revoked_access",
            "revoked_app_token");

    private final TestDatabase data;
    private final Provider provider;
    private final Sessions sessions;
    private final SessionTokens sessionTokens;
    private final Client readable;
    private final Client opaque;

    PlateauTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        sessions =
                new Sessions(data.db(), provider.users, new EventLog(provider.clock), provider.random, provider.clock);
        sessionTokens = new SessionTokens(provider.clock);
        User owner = provider.people.add("owner");
        readable = provider.webApp(owner).client();
        opaque = provider.describe(provider.webApp(owner).client(), Map.of("access_token_format", "opaque"));
    }

    @AfterEach
    void close() {
        data.close();
    }

    /** Somebody with one browser. */
    private final class Somebody {
        private final int number;
        private final User user;
        private final Client app;
        private @Nullable String cookie;

        Somebody(int number) {
            this.number = number;
            this.user = provider.people.add("person-" + number);
            this.app = number % 2 == 0 ? readable : opaque;
        }

        void signIn(int time) {
            String fresh = sessions.start(user, Optional.ofNullable(cookie), Set.of("pwd"));
            cookie = fresh;
            SignedIn session = sessions.find(fresh).orElseThrow();
            PreparedCode code = provider.codes.prepare(new CodeTerms(
                    user.id(),
                    app.id(),
                    session.sessionId(),
                    Provider.CALLBACK,
                    SCOPES,
                    null,
                    null,
                    new Authentication(session.authenticatedAt(), session.methods()),
                    ClaimsRequest.NONE,
                    Bounds.NONE));
            data.db().write(tx -> {
                provider.consents.give(tx, user.id(), app.id(), SCOPES);
                return provider.codes.issue(tx, code);
            });
            Rights rights = provider.rights(provider.redeem(app, code.value(), null));
            for (int refresh = 0; refresh < 2; refresh++) {
                String access = provider.tokens.issue(app, rights).accessToken();
                if (number % 3 == 0 && time == 1) {
                    provider.revocations.end(provider.accessTokens.find(access).orElseThrow());
                }
                RefreshToken token = Objects.requireNonNull(rights.refreshToken());
                rights = provider.rights(data.db().write(tx -> provider.families.refresh(tx, app, token, null, null)));
            }
            if (number % 5 == 0 && time == 4) {
                assertThat(provider.redeem(app, code.value(), null)).isInstanceOf(Exchange.Refused.class);
            }
        }

        /** Half of the people do; the others just close the lid. */
        void signOut() {
            String known = cookie;
            if (number % 4 < 2 || known == null) {
                return;
            }
            SignedIn session = sessions.find(known).orElseThrow();
            data.db().write(tx -> {
                assertThat(sessions.end(tx, session)).isTrue();
                return sessionTokens.end(tx, user.id(), session.sessionId());
            });
            cookie = null;
        }
    }

    @Test
    void rowsAreAsManyOnTheThirtiethDayAsOnTheThird() throws Exception {
        int people = Effort.count(6_000, 200_000) / DAYS / A_DAY;
        List<Somebody> everybody = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            everybody.add(new Somebody(i));
        }
        Map<String, Integer> onTheThird = Map.of();
        for (int day = 1; day <= DAYS; day++) {
            for (int time = 0; time < A_DAY; time++) {
                int now = time;
                each(everybody, somebody -> somebody.signIn(now));
                provider.clock.advance(Duration.ofHours(1));
                provider.expired.forget();
            }
            each(everybody, Somebody::signOut);
            provider.clock.advance(Duration.ofHours(14));
            provider.expired.forget();
            if (day == 3) {
                onTheThird = rows();
            } else if (day > 3) {
                assertThat(rows()).as("day " + day).isEqualTo(onTheThird);
            }
        }
        assertThat(onTheThird.get("session")).isEqualTo(people / 4 * 2 + Math.min(2, people % 4));
    }

    @FunctionalInterface
    private interface Act {
        void by(Somebody somebody);
    }

    private static void each(List<Somebody> everybody, Act act) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (Somebody somebody : everybody) {
                all.add(threads.submit(() -> act.by(somebody)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private Map<String, Integer> rows() {
        return data.db().read(tx -> {
            Map<String, Integer> rows = new LinkedHashMap<>();
            for (String table : TABLES) {
                rows.put(
                        table,
                        tx.handle()
                                .createQuery("SELECT count(*) FROM " + table)
                                .mapTo(Integer.class)
                                .one());
            }
            return rows;
        });
    }
}
