package dev.taskwright.oauth.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.jobs.JobRunner;
import dev.taskwright.platform.picture.Picture;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Registration, 2: {@code logo_uri}; never hot-linked. */
@EachDatabase
class LogosTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
    private final Elsewhere elsewhere = Elsewhere.saying(out -> out.write(answer.get()));

    LogosTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db()).development();
        ada = provider.people.add("ada");
    }

    @AfterEach
    void close() {
        elsewhere.close();
        data.close();
    }

    @Test
    void aLogoIsFetchedWrittenAnewAndServedFromHere() throws IOException {
        byte[] original = picture(600, 300);
        answer.set(http("200 OK", original));
        Client app = add("/logo.png");
        assertThat(logo(app)).as("before it is fetched").isNull();

        runJobs();

        String path = String.valueOf(logo(app));
        assertThat(path).matches("/logos/[A-Za-z0-9_-]{43}");
        assertThat(elsewhere.asked()).containsExactly("GET /logo.png HTTP/1.1");
        Shown served = browser().get(path);
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(served.header("Cache-Control")).contains("immutable");
        assertThat(provider.logos
                        .find(path.substring(Logos.PATH.length()))
                        .orElseThrow()
                        .bytes())
                .isNotEqualTo(original);
        assertThat(browser().get("/logos/nothing").status()).isEqualTo(404);
    }

    @Test
    void whatIsNoPictureIsNotShown() {
        for (byte[] wrong : List.of(
                http("200 OK", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8)),
                http("200 OK", new byte[0]),
                http("404 Not Found", new byte[0]),
                http("302 Found\r\nLocation: http://169.254.169.254/", new byte[0]))) {
            answer.set(wrong);
            Client app = add("/logo.png");
            runJobs();
            assertThat(logo(app)).isNull();
        }
        provider.clock.advance(Duration.ofDays(1));
        int asked = elsewhere.asked().size();
        runJobs();
        assertThat(elsewhere.asked()).as("not asked again").hasSize(asked);
    }

    @Test
    void whatCannotBeReachedIsTriedAgain() throws IOException {
        answer.set(http("503 Service Unavailable", new byte[0]));
        Client app = add("/logo.png");
        runJobs();
        assertThat(logo(app)).isNull();

        answer.set(http("200 OK", picture(16, 16)));
        provider.clock.advance(Duration.ofSeconds(5));
        runJobs();
        assertThat(logo(app)).isNotNull();
    }

    @Test
    void aChangeKeepsTheLogoWhileItsAddressStaysAndFetchesAnother() throws IOException {
        answer.set(http("200 OK", picture(16, 16)));
        Client app = add("/logo.png");
        runJobs();
        String first = String.valueOf(logo(app));

        provider.apps.change(People.OPERATOR, app.id().value(), metadata("/logo.png"));
        assertThat(logo(app)).isEqualTo(first);

        answer.set(http("200 OK", picture(32, 32)));
        provider.apps.change(People.OPERATOR, app.id().value(), metadata("/other.png"));
        assertThat(logo(app)).as("until the other one is here").isNull();
        runJobs();
        assertThat(logo(app)).isNotNull().isNotEqualTo(first);
        assertThat(browser().get(first).status()).isEqualTo(404);

        provider.apps.change(People.OPERATOR, app.id().value(), metadata(null));
        runJobs();
        assertThat(logo(app)).isNull();
    }

    /** A slow fetch of the address before must not overtake the change. */
    @Test
    void aLogoOfAnAddressThatIsGoneIsNotShown() throws IOException {
        Client app = add("/logo.png");
        provider.apps.change(People.OPERATOR, app.id().value(), metadata("/other.png"));

        provider.logos.put(app.id(), elsewhere.address("/logo.png"), Picture.of(picture(16, 16), 64));

        assertThat(logo(app)).isNull();
    }

    @Test
    void peopleSeeItWhereTheyDecideAndWhereTheyTakeBack() throws IOException {
        answer.set(http("200 OK", picture(16, 16)));
        Client app = add("/logo.png");
        runJobs();
        provider.code(ada, app, "openid", null);

        Browser browser = provider.browserOf(ada);

        assertThat(browser.get("/settings/authorized-apps").body())
                .contains("src=\"" + logo(app) + "\"")
                .doesNotContain("/logo.png");
    }

    private Client add(String path) {
        return provider.apps.add(People.OPERATOR, "ada", metadata(path)).client();
    }

    private Map<String, Object> metadata(@Nullable String logo) {
        Map<String, Object> members = new HashMap<>(Map.of(
                "client_name",
                "Quill",
                "redirect_uris",
                List.of(elsewhere.address("/cb").toString())));
        if (logo != null) {
            members.put("logo_uri", elsewhere.address(logo).toString());
        }
        return members;
    }

    private @Nullable String logo(Client app) {
        return provider.clients
                .find(app.id().value())
                .orElseThrow()
                .metadata()
                .display()
                .logo();
    }

    private Browser browser() {
        return provider.browser(new LogoEndpoint(provider.logos));
    }

    private void runJobs() {
        LogoFetch fetch = new LogoFetch(Provider.OUTBOUND, provider.logos);
        try (JobRunner runner = new JobRunner(provider.db, provider.clock, List.of(fetch))) {
            runner.runDue();
        }
    }

    private static byte[] http(String status, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: image/png\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static byte[] picture(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
