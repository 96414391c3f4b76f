package dev.taskwright.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateAuthoritiesTest {
    private static final TestCertificate ROOT = TestCertificate.authority("CN=Root");
    private static final CertificateAuthorities ROOT_ONLY = CertificateAuthorities.of(List.of(ROOT.certificate()));

    @Test
    void theyVouchForWhatTheyIssued() {
        assertThat(ROOT_ONLY.vouchFor(ROOT.issue("CN=a").chain())).isTrue();
        assertThat(ROOT_ONLY.vouchFor(
                        ROOT.issueAuthority("CN=Below").issue("CN=a").chain()))
                .isTrue();
    }

    @Test
    void anAuthorityBelowTheRootMayStandInTheFileInstead() {
        TestCertificate below = ROOT.issueAuthority("CN=Below");
        TestCertificate leaf = below.issue("CN=a");

        assertThat(ROOT_ONLY.vouchFor(List.of(leaf.certificate()))).isFalse();
        assertThat(CertificateAuthorities.of(List.of(ROOT.certificate(), below.certificate()))
                        .vouchFor(List.of(leaf.certificate())))
                .isTrue();
    }

    @Test
    void anotherAuthorityOfTheSameNameIsAnother() {
        assertThat(ROOT_ONLY.vouchFor(
                        TestCertificate.authority("CN=Root").issue("CN=a").chain()))
                .isFalse();
        assertThat(ROOT_ONLY.vouchFor(TestCertificate.selfSigned("CN=a").chain()))
                .isFalse();
    }

    /** Whoever has a certificate may not make others. */
    @Test
    void whatAnApplicationIssuedIsNotVouchedFor() {
        assertThat(ROOT_ONLY.vouchFor(ROOT.issue("CN=a").issue("CN=b").chain())).isFalse();
    }

    @Test
    void timeCounts() {
        Instant now = Instant.now();
        assertThat(ROOT_ONLY.vouchFor(ROOT.issue(TestCertificate.of("CN=a")
                                .valid(now.minus(Duration.ofDays(1)), now.minus(Duration.ofHours(1))))
                        .chain()))
                .isFalse();
        assertThat(ROOT_ONLY.vouchFor(ROOT.issue(TestCertificate.of("CN=a")
                                .valid(now.plus(Duration.ofHours(1)), now.plus(Duration.ofDays(1))))
                        .chain()))
                .isFalse();
    }

    @Test
    void aCertificateForServersIsNoneForClients() {
        assertThat(ROOT_ONLY.vouchFor(
                        ROOT.issue(TestCertificate.of("CN=a").forServersOnly()).chain()))
                .isFalse();
    }

    @Test
    void nobodyVouchesForNothing() {
        assertThat(CertificateAuthorities.none().exist()).isFalse();
        assertThat(CertificateAuthorities.none().vouchFor(ROOT.issue("CN=a").chain()))
                .isFalse();
        assertThat(ROOT_ONLY.vouchFor(List.of())).isFalse();
    }
}
