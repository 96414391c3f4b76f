package dev.taskwright.acceptance.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS from two PEM files. */
class TlsTest {
    private static final char[] SECRET = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void pagesAndCookiesAreSecureBehindACertificate() throws Exception {
        KeyStore keys = selfSigned();
        try (TestServer server = TestServer.start(
                        folder.resolve("data"), "--tls-cert", pem("cert", keys), "--tls-key", pem("key", keys));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
            assertThat(server.issuer().getScheme()).isEqualTo("https");

            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(server.url("/sign-in")).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().allValues("set-cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie ->
                            assertThat(cookie).startsWith("__Host-").contains("Secure", "HttpOnly", "SameSite=Lax"));
            assertThat(page.headers().firstValue("strict-transport-security")).isPresent();
        }
    }

    /** Where the certificate is real and the listener open, the issuer is what people type. */
    @Test
    void anOpenAddressIsAllowedWithACertificate() throws Exception {
        KeyStore keys = selfSigned();
        try (TestServer server = TestServer.start(
                folder.resolve("data"),
                "--host",
                "0.0.0.0",
                "--issuer",
                "https://work.example",
                "--tls-cert",
                pem("cert", keys),
                "--tls-key",
                pem("key", keys))) {
            assertThat(server.issuer()).isEqualTo(URI.create("https://work.example"));
        }
    }

    @Test
    void aFileThatIsNoCertificateIsAMistakeOfTheConfiguration() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");

        var outcome = TestServer.serve(folder.resolve("data"))
                .with("--tls-cert", nonsense.toString(), "--tls-key", nonsense.toString())
                .run();

        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.err()).contains("--tls-");
        assertThat(outcome.errLines()).hasSizeLessThanOrEqualTo(2);
    }

    private KeyStore selfSigned() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(SECRET),
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "30")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), SECRET);
    }

    private String pem(String part, KeyStore keys) throws IOException, GeneralSecurityException {
        boolean isKey = part.equals("key");
        byte[] der = isKey
                ? keys.getKey("server", SECRET).getEncoded()
                : keys.getCertificate("server").getEncoded();
        String name = isKey ? "PRIVATE KEY" : "CERTIFICATE";
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                        folder.resolve(part + ".pem"),
                        "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n")
                .toString();
    }

    private static SSLContext trusting(KeyStore keys) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate certificate = keys.getCertificate("server");
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
