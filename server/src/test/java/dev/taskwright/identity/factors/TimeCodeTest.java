package dev.taskwright.identity.factors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeCodeTest {
    private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);

    /** The last six of the eight digits in the table. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void rfc6238AppendixB(long seconds, String code) {
        Instant time = Instant.ofEpochSecond(seconds);
        assertThat(TimeCode.of(SEED, TimeCode.step(time))).isEqualTo(code);
        assertThat(TimeCode.stepOf(SEED, code, time)).hasValue(TimeCode.step(time));
    }

    @Test
    void rfc6238Section52TheStepsBesideTheLastCount() {
        Instant now = Instant.ofEpochSecond(2_000_000_000);
        long step = TimeCode.step(now);
        for (long each = step - 1; each <= step + 1; each++) {
            assertThat(TimeCode.stepOf(SEED, TimeCode.of(SEED, each), now)).hasValue(each);
        }
        assertThat(TimeCode.stepOf(SEED, TimeCode.of(SEED, step - 2), now)).isEmpty();
        assertThat(TimeCode.stepOf(SEED, TimeCode.of(SEED, step + 2), now)).isEmpty();
        assertThat(TimeCode.stepOf(SEED, "", now)).isEmpty();
    }

    @Test
    void theSeedIsWrittenInBase32() {
        assertThat(Seed.of(SEED).text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Seed.of(SEED).address("work.example:8443", "ada"))
                .isEqualTo("otpauth://totp/work.example%3A8443:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=work.example%3A8443&algorithm=SHA1&digits=6&period=30");
        assertThat(Seed.of(SEED).toString()).doesNotContain("GEZ");
    }
}
