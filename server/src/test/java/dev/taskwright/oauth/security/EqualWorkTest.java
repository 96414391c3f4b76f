package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * RFC 9700, S30: whatever was wrong, refusing it is the same work, so that time does not tell whether there is such a
 * person or app. Work is counted, not timed: password hashes by whoever makes them, digests by a provider of the JDK's
 * that counts and hands on.
 */
class EqualWorkTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final User ada = server.person("ada");
    private final RelyingApp app = RelyingApp.of(server, ada, Map.of());

    @AfterEach
    void close() {
        data.close();
    }

    private long hashesOf(Runnable act) {
        long before = server.passwords.hashes();
        act.run();
        return server.passwords.hashes() - before;
    }

    private void signIn(String login, String password) {
        Browser browser = server.browser();
        browser.get("/sign-in?return_to=/");
        assertThat(browser.post("/sign-in", "login", login, "password", password)
                        .status())
                .isEqualTo(400);
        server.clock.advance(Duration.ofHours(1));
    }

    @Test
    void rfc9700S30EveryFailedSignInCostsOneHash() {
        User eve = server.person("eve");
        server.house.identity().users().disable(House.OPERATOR, eve.id());
        assertThat(hashesOf(() -> signIn("ada", "wrong"))).as("wrong password").isOne();
        assertThat(hashesOf(() -> signIn("ada@example.org", "wrong")))
                .as("by address")
                .isOne();
        assertThat(hashesOf(() -> signIn("nobody", "wrong")))
                .as("unknown handle")
                .isOne();
        assertThat(hashesOf(() -> signIn("nobody@example.org", "wrong")))
                .as("unknown address")
                .isOne();
        assertThat(hashesOf(() -> signIn("eve", WholeServer.PASSWORD)))
                .as("disabled")
                .isOne();
        assertThat(hashesOf(() -> signIn("not a handle at all", "wrong")))
                .as("no handle")
                .isOne();
        assertThat(hashesOf(() -> signIn("", ""))).as("nothing").isOne();
    }

    @Test
    void rfc9700S30EveryFailedPasswordGrantCostsOneHash() {
        RelyingApp old = RelyingApp.of(
                server, ada, Map.of("grant_types", List.of("password"), "redirect_uris", List.of(), "scope", "api1"));
        for (List<String> pair : List.of(List.of("ada", "wrong"), List.of("nobody", "wrong"), List.of("?", "?"))) {
            assertThat(hashesOf(() -> assertThat(old.post(
                                            "/oauth2/token",
                                            "grant_type",
                                            "password",
                                            "username",
                                            pair.getFirst(),
                                            "password",
                                            pair.getLast())
                                    .status())
                            .isEqualTo(400)))
                    .as(pair.toString())
                    .isOne();
        }
    }

    @Test
    void rfc9700S30EveryFailedProofOfAnAppCostsTheSame() {
        RelyingApp renewed = RelyingApp.of(server, ada, Map.of());
        server.house.oauth().apps().addSecret(House.OPERATOR, renewed.id(), Duration.ofHours(1));
        String secret = "wrong in this test only";
        Counting counting = new Counting(secret);
        assertThat(Security.insertProviderAt(counting, 1)).isOne();
        try {
            int wrong = counting.during(() -> post(app.id(), secret));
            assertThat(wrong).as("the presented secret is digested").isPositive();
            assertThat(counting.during(() -> post("unknown", secret))).isEqualTo(wrong);
            assertThat(counting.during(() -> post("1234", secret))).isEqualTo(wrong);
            assertThat(counting.during(() -> post("no id at all", secret))).isEqualTo(wrong);
            assertThat(counting.during(() -> post(renewed.id(), secret)))
                    .as("two secrets, one digest")
                    .isEqualTo(wrong);
            int header = counting.during(() -> basic(app.id(), secret));
            assertThat(counting.during(() -> basic("unknown", secret))).isEqualTo(header);
            assertThat(header).isEqualTo(wrong);
        } finally {
            Security.removeProvider(counting.getName());
        }
    }

    private void post(String id, String secret) {
        assertThat(server.browser()
                        .postRaw(
                                "/oauth2/token",
                                RelyingApp.encoded(Map.of(
                                        "grant_type", "client_credentials", "client_id", id, "client_secret", secret)))
                        .status())
                .isEqualTo(401);
    }

    private void basic(String id, String secret) {
        String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        assertThat(server.browser()
                        .with("Authorization", "Basic " + pair)
                        .postRaw("/oauth2/token", "grant_type=client_credentials")
                        .status())
                .isEqualTo(401);
    }

    /** Serves SHA-256 from the JDK and counts how often one text is digested: the whole JVM digests for other reasons. */
    private static final class Counting extends Provider {
        private static final long serialVersionUID = 1;

        private final transient AtomicInteger made = new AtomicInteger();

        Counting(String text) {
            super("Counting", "1", "counts digests");
            byte[] counted = text.getBytes(StandardCharsets.UTF_8);
            putService(new Service(this, "MessageDigest", "SHA-256", Digest.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Digest(input -> {
                        if (Arrays.equals(input, counted)) {
                            made.incrementAndGet();
                        }
                    });
                }
            });
        }

        int during(Runnable act) {
            int before = made.get();
            act.run();
            return made.get() - before;
        }
    }

    /** The JDK's own. */
    static final class Digest extends MessageDigestSpi {
        private final MessageDigest digest = sun();
        private final Consumer<byte[]> seen;

        Digest(Consumer<byte[]> seen) {
            this.seen = seen;
        }

        private static MessageDigest sun() {
            try {
                return MessageDigest.getInstance("SHA-256", "SUN");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            seen.accept(Arrays.copyOfRange(input, offset, offset + length));
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
