package dev.taskwright.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.TestCertificate;
import dev.taskwright.testkit.WebParts;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificatesTest {
    private static final String HEADER = "Client-Cert";
    private static final TestCertificate HANDSHAKE = TestCertificate.selfSigned("CN=handshake");
    private static final TestCertificate PASSED_ON = TestCertificate.selfSigned("CN=passed on");

    private final WebParts web = new WebParts();

    @Test
    void theHandshakeCounts() {
        assertThat(seen(shows(ClientCertificates.direct()).holding(HANDSHAKE.certificate())))
                .isEqualTo("CN=handshake");
        assertThat(seen(shows(ClientCertificates.direct()))).isEmpty();
    }

    @Test
    void theWholeChainIsKeptInItsOrder() {
        TestCertificate issued =
                TestCertificate.authority("CN=root").issueAuthority("CN=below").issue("CN=leaf");

        assertThat(seen(shows(ClientCertificates.direct())
                        .holding(issued.chain().toArray(X509Certificate[]::new))))
                .isEqualTo("CN=leaf,CN=below");
    }

    @Test
    void rfc9440AndNginxAreReadFromAProxyOfOurs() {
        Browser proxy = shows(new ClientCertificates(HEADER, address -> true));

        assertThat(seen(proxy.with(HEADER, PASSED_ON.byteSequence()))).isEqualTo("CN=passed on");
        assertThat(seen(proxy.with(HEADER, PASSED_ON.escapedPem()))).isEqualTo("CN=passed on");
        assertThat(seen(proxy.with(HEADER, PASSED_ON.escapedPem().replace("%2B", "+"))))
                .isEqualTo("CN=passed on");
    }

    @Test
    void rfc9700S23TheHeaderOfAnybodyElseIsIgnored() {
        assertThat(seen(shows(new ClientCertificates(HEADER, address -> false)).with(HEADER, PASSED_ON.byteSequence())))
                .isEmpty();
        assertThat(seen(shows(ClientCertificates.direct()).with(HEADER, PASSED_ON.byteSequence())))
                .isEmpty();
    }

    @Test
    void anotherHeaderIsNotTheOneConfigured() {
        assertThat(seen(shows(new ClientCertificates("X-SSL-Cert", address -> true))
                        .with(HEADER, PASSED_ON.byteSequence())))
                .isEmpty();
    }

    /** What was proven on this very connection is not talked over. */
    @Test
    void theHandshakeGoesBeforeTheHeader() {
        assertThat(seen(shows(new ClientCertificates(HEADER, address -> true))
                        .holding(HANDSHAKE.certificate())
                        .with(HEADER, PASSED_ON.byteSequence())))
                .isEqualTo("CN=handshake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "::", ":AAAA:", ":%:", "%zz", "-----BEGIN%20CERTIFICATE-----%0Anonsense", "%2D"})
    void whatCannotBeReadIsNoCertificate(String value) {
        assertThatThrownBy(() -> CertificateHeader.read(value)).isInstanceOf(CertificateException.class);
        assertThat(seen(shows(new ClientCertificates(HEADER, address -> true)).with(HEADER, value)))
                .isEmpty();
    }

    @Test
    void anEndlessHeaderIsNotDecoded() {
        assertThatThrownBy(() -> CertificateHeader.read(":" + "A".repeat(20_000) + ":"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void proxiesWriteNothingForAConnectionWithoutACertificate() throws CertificateException {
        assertThat(CertificateHeader.read(" ")).isEmpty();
    }

    private Browser shows(ClientCertificates certificates) {
        return web.browser(rules -> rules.get("/who", (request, response) -> {
            assertThat(certificates.find(request).stream().toList())
                    .isEqualTo(certificates.chain(request).stream().limit(1).toList());
            response.send(certificates.chain(request).stream()
                    .map(each -> each.getSubjectX500Principal().getName())
                    .collect(Collectors.joining(",")));
        }));
    }

    private static String seen(Browser browser) {
        var shown = browser.get("/who");
        assertThat(shown.status()).isEqualTo(200);
        return shown.body();
    }
}
