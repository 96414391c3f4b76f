package dev.taskwright.acceptance.look;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.sun.net.httpserver.HttpServer;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Await;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Person;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person sees of apps, from the question before the first sign-in to the words after the last. */
class AppsLookTest {
    private static final String EVERYTHING = "openid profile email offline_access api1";
    private static final URI ON_THIS_MACHINE = URI.create("http://127.0.0.1/callback");

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;
    private static HttpServer site;
    private static final Set<String> published = new HashSet<>();

    @BeforeAll
    static void open() throws IOException {
        server = TestServer.start(folder, "--dev");
        chromium = Chromium.launch();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] logo = logo();
        site.createContext("/logo.png", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, logo.length);
            exchange.getResponseBody().write(logo);
            exchange.close();
        });
        site.start();
    }

    @AfterAll
    static void close() {
        site.stop(0);
        chromium.close();
        server.close();
    }

    /** An orange disc with a bite taken out. */
    private static byte[] logo() throws IOException {
        BufferedImage picture = new BufferedImage(128, 128, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(0xE0, 0x7A, 0x1F));
        graphics.fillArc(8, 8, 112, 112, 35, 290);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void theQuestionOfEveryKindOfApp(Look look) throws Exception {
        try (Visit visit = chromium.visit(look.options())) {
            visit.open(server.url("/sign-in")).signIn("owner", server.password());
            for (String kind : new String[] {"web", "spa", "native", "mcp"}) {
                boolean isOnDevice = kind.equals("native") || kind.equals("mcp");
                App app = App.register(server, kind, isOnDevice ? ON_THIS_MACHINE : Person.WEB_APP);
                visit.open(app.request(EVERYTHING));
                assertThat(visit.page().locator("#allow")).isVisible();
                assertThat(visit.page().locator("#unchecked")).hasCount(0);
                look.see(visit, "consent-" + kind);
            }
            visit.open(registersItself().request("openid profile"));
            assertThat(visit.page().locator("#unchecked")).isVisible();
            showsItsLogo(visit);
            look.see(visit, "consent-self-registered");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** With everything that it may show: logo, home page, policy, terms. */
    private static App registersItself() throws Exception {
        String home = "http://localhost:" + site.getAddress().getPort();
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setName("Orange Ledger");
        metadata.setRedirectionURI(URI.create(home + "/callback"));
        metadata.setURI(URI.create(home + "/"));
        metadata.setLogoURI(URI.create(home + "/logo.png"));
        metadata.setPolicyURI(URI.create(home + "/policy"));
        metadata.setTermsOfServiceURI(URI.create("https://terms.example/ledger"));
        return App.registerItself(server.issuer(), metadata, new JWKSet());
    }

    /** It is fetched soon after the registration. */
    private static void showsItsLogo(Visit visit) {
        Locator logo = visit.page().locator(".consent-head img");
        Await.until("the logo of the app", Duration.ofSeconds(20), () -> {
            boolean isShown = logo.count() == 1;
            if (!isShown) {
                visit.page().reload();
            }
            return isShown;
        });
        assertThat(logo.evaluate("image => image.complete && image.naturalWidth"))
                .isEqualTo(128);
    }

    /** One on the web, and one on this machine alone. */
    @ParameterizedTest
    @EnumSource(Look.class)
    void theQuestionOfAnAppThatDescribesItself(Look look) throws Exception {
        try (Visit visit = chromium.visit(look.options())) {
            visit.open(server.url("/sign-in")).signIn("owner", server.password());
            for (URI answer : new URI[] {Person.WEB_APP, ON_THIS_MACHINE}) {
                boolean isOnDevice = answer.equals(ON_THIS_MACHINE);
                visit.open(describesItself(isOnDevice ? "/cli.json" : "/app.json", answer)
                        .request(EVERYTHING));
                assertThat(visit.page().locator("#described-at")).hasText("localhost:" + port());
                assertThat(visit.page().locator("#on-device")).hasCount(isOnDevice ? 1 : 0);
                look.see(visit, isOnDevice ? "consent-described-on-device" : "consent-described");
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static App describesItself(String path, URI answer) throws Exception {
        String id = "http://localhost:" + port() + path;
        byte[] document = """
                {"client_id":"%s","client_name":"Kestrel","redirect_uris":["%s"],"scope":"%s",
                 "grant_types":["authorization_code","refresh_token"]}""".formatted(id, answer, EVERYTHING).getBytes(StandardCharsets.UTF_8);
        if (published.add(path)) {
            site.createContext(path, exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, document.length);
                exchange.getResponseBody().write(document);
                exchange.close();
            });
        }
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setRedirectionURI(answer);
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
        return App.known(
                server.issuer(), new OIDCClientInformation(new ClientID(id), null, metadata, null), new JWKSet());
    }

    private static int port() {
        return site.getAddress().getPort();
    }

    @ParameterizedTest
    @EnumSource(value = Look.class, names = "PHONE")
    void whoSaysNoIsBackAtTheAppWithoutACode(Look look) throws Exception {
        App app = App.register(server, "spa", Person.WEB_APP);
        try (Visit visit = chromium.visit(look.options())) {
            Person owner = new Person(visit, "owner", server.password());
            AuthenticationResponse answer =
                    app.answer(owner.signIn(app.request(EVERYTHING)).decide("deny"));
            assertThat(answer.toErrorResponse().getErrorObject().getCode())
                    .isEqualTo(OAuth2Error.ACCESS_DENIED.getCode());
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void signingOutStayingAndWhatIsWrong(Look look) {
        try (Visit visit = chromium.visit(look.options())) {
            visit.open(server.url("/sign-in")).signIn("owner", server.password());
            visit.page().waitForURL(server.url("/").toString());
            visit.open(server.url("/oauth2/logout"));
            look.see(visit, "logout");
            visit.page().click("#stay");
            visit.open(server.url("/"));
            assertThat(visit.page().locator("#sign-out")).isVisible();

            visit.open(server.url("/oauth2/logout?post_logout_redirect_uri=https://elsewhere.example/"));
            assertThat(visit.page().locator("[role=alert]")).containsText("post_logout_redirect_uri");
            look.see(visit, "logout-refused");

            visit.open(server.url("/oauth2/logout")).page().click("main #sign-out");
            assertThat(visit.page().locator("h1")).hasText("You are signed out");
            look.see(visit, "signed-out");
        }
    }
}
