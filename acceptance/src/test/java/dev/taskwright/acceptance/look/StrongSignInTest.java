package dev.taskwright.acceptance.look;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An authenticator app and a passkey, from the first page to the sign-in with them, on the server's usual address. */
class StrongSignInTest {
    private static final Pattern SETTINGS = Pattern.compile(".*/settings/\\w+$");

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        server = TestServer.start(folder);
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void withTheCodesOfAnApp(Look look) throws GeneralSecurityException {
        try (Visit visit = chromium.visit(look.options())) {
            visit.open(server.url("/sign-in?return_to=/settings/security")).signIn("owner", server.password());
            look.see(visit, "security-off");
            visit.page().click("#set-up-app");
            assertThat(visit.page().locator("svg.qr")).isVisible();
            look.see(visit, "security-setup");
            String seed = visit.page().locator("#seed").textContent().strip();
            visit.page().fill("[name=code]", code(seed, 0));
            visit.page().click("#add-app");
            assertThat(visit.page().locator("#recovery-codes")).isVisible();
            look.see(visit, "security-on");

            visit.context().clearCookies();
            visit.open(server.url("/sign-in?return_to=/settings/security")).signIn("owner", server.password());
            assertThat(visit.page().locator("h1")).hasText("Enter your code");
            visit.page().fill("[name=code]", "000000");
            visit.page().click("#enter-code");
            assertThat(visit.page().locator("[role=alert]").first()).containsText("does not open");
            look.see(visit, "sign-in-code");
            visit.page().fill("[name=code]", code(seed, 1));
            visit.page().click("#enter-code");
            assertThat(visit.page()).hasURL(SETTINGS);
            visit.page().click("#remove-app");
            assertThat(visit.page().locator("#set-up-app")).isVisible();
            assertThat(visit.complaints()).allMatch(said -> said.contains("400"));
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void withAPasskey(Look look) {
        try (Visit visit = chromium.visit(look.options())) {
            visit.open(server.url("/sign-in?return_to=/settings/passkeys")).signIn("owner", server.password());
            assertThat(visit.page()).hasURL(SETTINGS);
            addDevice(visit);
            visit.page().fill("[name=name]", "Telephone of " + look);
            visit.page().click("#add-passkey");
            assertThat(visit.page().locator(".rows .name").last()).hasText("Telephone of " + look);
            look.see(visit, "passkeys");

            visit.context().clearCookies();
            // the browser offers it in the field with the name, and this device agrees at once
            visit.open(server.url("/sign-in?return_to=/settings/passkeys"));
            assertThat(visit.page()).hasURL(SETTINGS);

            visit.context().clearCookies();
            visit.page().addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
            visit.open(server.url("/sign-in?return_to=/settings/passkeys"));
            look.see(visit, "sign-in-passkey");
            visit.page().click("#sign-in-passkey");
            assertThat(visit.page()).hasURL(SETTINGS);
            visit.page().locator(".rows button.danger").last().click();
            assertThat(visit.page().locator("body")).containsText("The passkey is removed");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** What the browser takes for a telephone with a fingerprint reader. */
    private static void addDevice(Visit visit) {
        CDPSession browser = visit.context().newCDPSession(visit.page());
        browser.send("WebAuthn.enable");
        JsonObject device = new JsonObject();
        device.addProperty("protocol", "ctap2");
        device.addProperty("transport", "internal");
        device.addProperty("hasResidentKey", true);
        device.addProperty("hasUserVerification", true);
        device.addProperty("isUserVerified", true);
        device.addProperty("automaticPresenceSimulation", true);
        JsonObject options = new JsonObject();
        options.add("options", device);
        browser.send("WebAuthn.addVirtualAuthenticator", options);
    }

    /** What an app shows now or some steps of 30 seconds later: RFC 6238. */
    private static String code(String seed, int later) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key(seed), "HmacSHA1"));
        long step = System.currentTimeMillis() / 30_000 + later;
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, 4).getInt() & 0x7fffffff;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    private static byte[] key(String seed) {
        StringBuilder bits = new StringBuilder();
        seed.chars()
                .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
                .forEach(five -> bits.append(Integer.toBinaryString(32 | five), 1, 6));
        byte[] bytes = new BigInteger("1" + bits, 2).toByteArray();
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}
