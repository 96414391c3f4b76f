package dev.taskwright.acceptance.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Visit;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page in light, dark and at the width of a phone: nothing runs over the edge, the browser has nothing to complain
 * about and asks nobody else. With {@code -Dtaskwright.pictures} it also takes the pictures in {@code docs/images}:
 *
 * <pre>mvn -pl acceptance verify -Dit.test=LookTest -Dtaskwright.pictures</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookTest {
    private static final Path PICTURES = Checkout.HOME.resolve("docs/images");

    private Chromium chromium;
    private Stage stage;

    /** How a page is looked at. */
    private enum Look {
        LIGHT(1280, 800, ColorScheme.LIGHT),
        DARK(1280, 800, ColorScheme.DARK),
        PHONE(390, 844, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }

        Browser.NewContextOptions options() {
            boolean isPhone = width < 500;
            return new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme)
                    .setDeviceScaleFactor(isPhone ? 2 : 1)
                    .setIsMobile(isPhone)
                    .setHasTouch(isPhone);
        }
    }

    @BeforeAll
    void open(@TempDir Path data) {
        chromium = Chromium.launch();
        stage = new Stage(data);
    }

    @AfterAll
    void close() {
        stage.close();
        chromium.close();
    }

    @Test
    void pagesLookRightInLight() {
        lookAt(Look.LIGHT);
    }

    @Test
    void pagesLookRightInDark() {
        lookAt(Look.DARK);
    }

    @Test
    void pagesLookRightOnAPhone() {
        lookAt(Look.PHONE);
    }

    private void lookAt(Look look) {
        try (Visit visit = chromium.visit(look.options())) {
            visit.open(stage.server.url(stage.authorization()));
            see(visit, look, "sign-in");
            stage.signInHere(visit);
            visit.page().waitForSelector("#allow");
            see(visit, look, "consent");
            visit.open(stage.server.url("/device"));
            check(visit, "/device");
            visit.open(stage.device());
            visit.page().waitForSelector("#code");
            see(visit, look, "device");
            for (String path : List.of(
                    "/settings",
                    "/settings/profile",
                    "/settings/authorized-apps",
                    "/workspaces/new",
                    "/folders/new?workspace=" + stage.workspace,
                    "/projects/new",
                    "/spaces/" + stage.workspace,
                    "/spaces/" + stage.workspace + "/deletion",
                    "/projects/" + stage.project + "/settings",
                    "/api/documentation/v1")) {
                visit.open(stage.server.url(path));
                check(visit, path);
            }
            visit.open(stage.server.url("/"));
            see(visit, look, "home");
            visit.open(stage.server.url("/settings/tokens"));
            see(visit, look, "tokens");
            visit.open(stage.server.url("/projects/" + stage.project));
            see(visit, look, "project");
            assertThat(visit.complaints())
                    .as("what the browser complained about")
                    .isEmpty();
            assertThat(visit.fetched())
                    .as("addresses")
                    .allSatisfy(address -> assertThat(address.getAuthority())
                            .isEqualTo(stage.server.issuer().getAuthority()));
        }
    }

    private static void see(Visit visit, Look look, String name) {
        check(visit, name);
        if (System.getProperty("taskwright.pictures") != null) {
            Path file = PICTURES.resolve(name + "-" + look.name().toLowerCase(Locale.ROOT) + ".png");
            visit.page().screenshot(new Page.ScreenshotOptions().setPath(file));
        }
    }

    private static void check(Visit visit, String name) {
        assertThat(visit.page().title()).as(name).endsWith(" · Taskwright");
        assertThat(visit.page()
                        .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(name + " fits its width")
                .isEqualTo(true);
    }
}
