package dev.taskwright.oauth.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.SubjectRule;
import dev.taskwright.oauth.protocol.SubjectType;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.SampleApp;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core, 8. */
class SubjectsTest {
    private static final UserId ADA = new UserId(7);

    private final KeyFile keyFile = Provider.keyFile();
    private final Subjects subjects = new Subjects(keyFile.derive("pairwise"));

    private static Client pairwise(@Nullable String sector, String... redirectUris) {
        return SampleApp.with(
                new SubjectRule(SubjectType.PAIRWISE, sector == null ? null : URI.create(sector)), redirectUris);
    }

    @Test
    void section8APublicSubjectIsTheNumber() {
        assertThat(subjects.of(SampleApp.usual(), ADA)).isEqualTo("7");
    }

    @Test
    void section81OneSectorSeesOneSubjectAndAnotherAnother() {
        String one = subjects.of(pairwise(null, "https://app.example/a"), ADA);

        assertThat(subjects.of(pairwise(null, "https://app.example/b", "https://app.example/c"), ADA))
                .isEqualTo(one);
        assertThat(subjects.of(pairwise(null, "https://other.example/a"), ADA)).isNotEqualTo(one);
        assertThat(subjects.of(pairwise(null, "https://app.example/a"), new UserId(8)))
                .isNotEqualTo(one);
    }

    @Test
    void section81TheSectorsDocumentSaysWhichSectorItIs() {
        String sector = "https://sector.example/apps.json";

        assertThat(subjects.of(pairwise(sector, "https://one.example/cb"), ADA))
                .isEqualTo(subjects.of(pairwise(sector, "https://two.example/cb", "https://three.example/cb"), ADA))
                .isEqualTo(subjects.of(pairwise("https://sector.example/other.json", "https://one.example/cb"), ADA));
    }

    @Test
    void anAppWithoutOneHostIsASectorOfItsOwn() {
        assertThat(subjects.of(pairwise(null, "com.example.app:/cb"), ADA))
                .isNotEqualTo(subjects.of(pairwise(null, "https://app.example/cb"), ADA));
    }

    /** 8.1: stable, and not to be computed by others: every node derives the key from the key file. */
    @Test
    void section81TheSubjectStaysAndHangsOnTheKey() {
        Client app = pairwise(null, "https://app.example/a");

        assertThat(new Subjects(keyFile.derive("pairwise")).of(app, ADA)).isEqualTo(subjects.of(app, ADA));
        assertThat(new Subjects(Provider.keyFile().derive("pairwise")).of(app, ADA))
                .isNotEqualTo(subjects.of(app, ADA));
    }
}
