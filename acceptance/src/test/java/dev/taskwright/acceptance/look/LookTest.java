package dev.taskwright.acceptance.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Visit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page in light, dark and at the width of a phone: nothing runs over the edge, the browser has nothing to complain
 * about and asks nobody else. With {@code -Dtaskwright.pictures} it also takes the pictures in {@code docs/images}:
 *
 * <pre>mvn -pl acceptance verify -Dit.test='*LookTest' -Dtaskwright.pictures</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookTest {
    private Chromium chromium;
    private Stage stage;

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
            look.see(visit, "sign-in");
            stage.signInHere(visit);
            visit.page().waitForSelector("#allow");
            look.see(visit, "consent");
            visit.open(stage.server.url("/device"));
            look.check(visit, "/device");
            visit.open(stage.device());
            visit.page().waitForSelector("#code");
            look.see(visit, "device");
            visit.open(stage.request());
            look.see(visit, "requests");
            visit.page().click(".rows .name");
            visit.page().waitForSelector("#message");
            look.see(visit, "request");
            visit.page().click("#deny");
            visit.page().waitForSelector("#denied");
            for (String path : List.of(
                    "/settings",
                    "/settings/profile",
                    "/settings/authorized-apps",
                    "/workspaces/new",
                    "/folders/new?workspace=" + stage.workspace,
                    "/projects/new",
                    "/spaces/" + stage.workspace,
                    "/spaces/" + stage.workspace + "/deletion",
                    "/projects/" + stage.project + "/fields/new?type=Select",
                    "/projects/" + stage.plain + "/fields",
                    "/projects/" + stage.plain + "/sharing",
                    "/api/documentation/v1")) {
                visit.open(stage.server.url(path));
                look.check(visit, path);
            }
            visit.open(stage.server.url("/"));
            look.see(visit, "home");
            visit.open(stage.server.url("/settings/tokens"));
            look.see(visit, "tokens");
            String project = "/projects/" + stage.project;
            visit.open(stage.server.url(project));
            look.see(visit, "project");
            visit.open(stage.server.url(project + "/tasks/" + stage.task + "/details"));
            look.see(visit, "task-details");
            visit.open(stage.server.url(project + "/settings"));
            look.see(visit, "project-settings");
            visit.open(stage.server.url(project + "/fields"));
            look.see(visit, "fields");
            visit.open(stage.server.url(project + "/sharing"));
            look.check(visit, "sharing");
            assertThat(visit.complaints())
                    .as("what the browser complained about")
                    .isEmpty();
            assertThat(visit.fetched())
                    .as("addresses")
                    .allSatisfy(address -> assertThat(address.getAuthority())
                            .isEqualTo(stage.server.issuer().getAuthority()));
        }
    }
}
