package dev.taskwright.oauth.tokens;

import static dev.taskwright.oauth.tokens.RefreshFamily.Verdict.CURRENT;
import static dev.taskwright.oauth.tokens.RefreshFamily.Verdict.EXPIRED;
import static dev.taskwright.oauth.tokens.RefreshFamily.Verdict.RETRY;
import static dev.taskwright.oauth.tokens.RefreshFamily.Verdict.REUSE;
import static dev.taskwright.oauth.tokens.RefreshFamily.Verdict.REVOKED;
import static dev.taskwright.oauth.tokens.RefreshFamily.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshFamilyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static RefreshFamily family(int generation, Duration sinceRotation, @Nullable Instant revokedAt) {
        Instant rotated = NOW.minus(sinceRotation);
        return new RefreshFamily(
                new Rights(
                        "authorization",
                        "lineage",
                        new UserId(1),
                        ScopeSet.EMPTY,
                        new Authentication(rotated, Set.of("pwd")),
                        ClaimsRequest.NONE,
                        null,
                        null,
                        Bounds.NONE,
                        null,
                        null),
                new ClientId("client"),
                generation,
                rotated,
                rotated.plus(RefreshFamily.IDLE),
                NOW.plus(RefreshFamily.LONGEST),
                revokedAt);
    }

    @Test
    void theNewestIsCurrent() {
        assertThat(family(4, Duration.ofDays(29), null).judge(4, NOW)).isEqualTo(CURRENT);
    }

    @Test
    void thePredecessorMayRetryUntilTheGraceIsOver() {
        assertThat(family(4, Duration.ZERO, null).judge(3, NOW)).isEqualTo(RETRY);
        assertThat(family(4, RefreshFamily.GRACE, null).judge(3, NOW)).isEqualTo(RETRY);
        assertThat(family(4, RefreshFamily.GRACE.plusMillis(1), null).judge(3, NOW))
                .isEqualTo(REUSE);
    }

    @Test
    void aClockThatStepsBackDoesNotMakeAThief() {
        assertThat(family(4, Duration.ofSeconds(-50), null).judge(3, NOW)).isEqualTo(RETRY);
    }

    @Test
    void anythingOlderIsReuseAlsoWithinTheGrace() {
        assertThat(family(4, Duration.ZERO, null).judge(2, NOW)).isEqualTo(REUSE);
        assertThat(family(4, Duration.ZERO, null).judge(0, NOW)).isEqualTo(REUSE);
    }

    @Test
    void aGenerationNotHandedOutIsUnknownAndRevokesNothing() {
        assertThat(family(4, Duration.ZERO, null).judge(5, NOW)).isEqualTo(UNKNOWN);
    }

    @Test
    void anEndedFamilyStaysEnded() {
        assertThat(family(4, RefreshFamily.IDLE, null).judge(4, NOW)).isEqualTo(EXPIRED);
        assertThat(family(4, Duration.ZERO, NOW).judge(4, NOW)).isEqualTo(REVOKED);
    }
}
