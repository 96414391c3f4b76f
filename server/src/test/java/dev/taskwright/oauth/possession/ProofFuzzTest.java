package dev.taskwright.oauth.possession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.nimbusds.jose.util.Base64URL;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Proofs that nobody should send: none is anything but refused in the words of RFC 9449, and none is taken for another. */
class ProofFuzzTest {
    private static final int TRIES = Effort.count(2_000, 200_000);
    private static final String PATH = "/oauth2/token";
    private static final String URL = "https://work.example" + PATH;
    private static final List<String> PIECES = List.of(
            "",
            ".",
            "..",
            "=",
            "{",
            "}",
            "\"",
            "null",
            "e30",
            "W10",
            "\u0000",
            "é",
            "\uD83D\uDE00",
            "\uD800",
            "A",
            "eyJhbGciOiJub25lIn0",
            "-1",
            "1e999",
            "%00",
            " ",
            "\r\n",
            ",",
            "A".repeat(9_000));

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final FakeClock clock = new FakeClock();
    private final DpopKey key = new DpopKey(clock);
    private final RandomGenerator random = Effort.random();
    private final Possession possession = new Possession(
            new DpopNonces(new SecretKeySpec("a key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"), clock),
            NonceRule.OFFERED,
            data.db(),
            new Issuer("https://work.example"),
            clock);

    @AfterEach
    void close() {
        data.close();
    }

    /** What it is accepted as; null when it is refused as it should be. */
    private @Nullable DpopProof read(String proof, int attempt) {
        try {
            return possession.check(List.of(proof), "POST", PATH, null).orElseThrow();
        } catch (OAuthException refused) {
            assertThat(refused.error().code()).isIn("invalid_dpop_proof", "use_dpop_nonce");
            return null;
        } catch (RuntimeException broken) {
            return fail("try " + attempt + " of seed " + Effort.seed() + ": " + proof, broken);
        }
    }

    @Test
    void noChangeOfAProofMakesAnotherOne() {
        String right = key.proof("POST", URL, null);
        DpopProof meant = read(right, 0);
        assertThat(meant).isNotNull();
        for (int i = 1; i <= TRIES; i++) {
            DpopProof seen = read(changed(right), i);
            // another spelling of the same signature may be read, but only as the same proof: its jti is spent with it
            assertThat(seen).as("try %d of seed %d", i, Effort.seed()).isIn(null, meant);
        }
    }

    @Test
    void noHeaderAndNoClaimsBreakTheReader() {
        for (int i = 0; i < TRIES; i++) {
            Map<String, @Nullable Object> claims = key.claims("POST", URL, null);
            String name = any(List.copyOf(claims.keySet()));
            claims.put(name, value(3));
            Map<String, Object> header =
                    new LinkedHashMap<>(key.header().build().toJSONObject());
            if (random.nextBoolean()) {
                header.put(any(List.copyOf(header.keySet())), value(3));
            }
            DpopProof seen = read(
                    Base64URL.encode(Json.text(header)) + "." + Base64URL.encode(Json.text(claims)) + "."
                            + Base64URL.encode(new byte[random.nextInt(70)]),
                    i);
            assertThat(seen)
                    .as("not signed, try %d of seed %d", i, Effort.seed())
                    .isNull();
        }
    }

    /** Signed by the key that they carry, so that every claim is looked at. */
    @Test
    void noSignedClaimsBreakTheChecks() {
        for (int i = 0; i < TRIES / 10; i++) {
            Map<String, @Nullable Object> claims = key.claims("POST", URL, null);
            String name = any(List.of("jti", "htm", "htu", "iat", "nonce", "ath", "exp", "unknown"));
            claims.put(name, value(2));
            DpopProof seen = read(key.sign(claims), i);
            if (seen != null) {
                assertThat(seen.method()).isEqualTo("POST");
                assertThat(RequestAddress.isSame(seen.address(), URL)).isTrue();
                assertThat(seen.nonce()).isNull();
            }
        }
    }

    private String changed(String proof) {
        StringBuilder text = new StringBuilder(proof);
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(text.length() + 1);
            int until = Math.min(text.length(), at + random.nextInt(4));
            text.replace(at, until, any(PIECES));
        }
        return text.toString();
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble() * Long.MAX_VALUE;
            case 3 -> random.nextBoolean();
            case 4 -> any(PIECES).replace("\uD800", "");
            case 5 -> clock.instant().getEpochSecond() + random.nextInt(-100, 100);
            case 6 -> URL + any(List.of("", "/", "?x", "#y", "%2F", ":443", "\\"));
            case 7 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 0; i < random.nextInt(4); i++) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                for (String name : List.of("kty", "crv", "x", "y", "n", "e", "d", "k")) {
                    if (random.nextBoolean()) {
                        object.put(name, value(depth - 1));
                    }
                }
                yield object;
            }
        };
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
