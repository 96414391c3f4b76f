package dev.taskwright.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.wiring.House;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 8705 over real sockets: the listener that asks for certificates, and the one that never does. */
class MutualTlsTest {
    private static final TestCertificate SERVER = TestCertificate.selfSigned(
            TestCertificate.of("CN=localhost").dns("localhost").ip("127.0.0.1"));
    private static final TestCertificate ROOT = TestCertificate.authority("CN=Root");
    private static final TestCertificate QUILL = ROOT.issue("CN=Quill");

    @TempDir
    static Path folder;

    private static int port;
    private static int mtlsPort;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        port = freePort();
        mtlsPort = freePort();
        server = Server.start(config(
                "--port",
                String.valueOf(port),
                "--mtls-port",
                String.valueOf(mtlsPort),
                "--client-ca",
                file("roots.pem", ROOT.pem()),
                "--client-cert-header",
                "Client-Cert",
                "--trusted-proxies",
                "192.0.2.1"));
        try (House house = House.open(config("--port", "1").place(), false)) {
            house.oauth()
                    .apps()
                    .add(
                            House.OPERATOR,
                            "owner",
                            Map.of(
                                    "client_id",
                                    "quill",
                                    "client_name",
                                    "Quill",
                                    "token_endpoint_auth_method",
                                    "tls_client_auth",
                                    "tls_client_auth_subject_dn",
                                    "CN=Quill",
                                    "grant_types",
                                    List.of("client_credentials"),
                                    "scope",
                                    "api1"));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ServeConfig config(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "--data",
                folder.resolve("data").toString(),
                "--tls-cert",
                file("server.pem", SERVER.pem()),
                "--tls-key",
                file("server-key.pem", SERVER.keyPem())));
        words.addAll(List.of(more));
        CommandLine line = CommandLine.parse(words, ServeOptions.all());
        return ServeOptions.read(new OptionValues(line, Map.of(), Map.of()));
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static SSLContext holding(@Nullable TestCertificate own) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", SERVER.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        if (own != null) {
            keys.setKeyEntry("own", own.key(), new char[0], own.chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> token(@Nullable TestCertificate own, int at, String... headers)
            throws GeneralSecurityException, IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + at + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id=quill"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(own, request.build());
    }

    private static HttpResponse<String> get(@Nullable TestCertificate own, int at, String path)
            throws GeneralSecurityException, IOException, InterruptedException {
        return send(
                own,
                HttpRequest.newBuilder(URI.create("https://localhost:" + at + path))
                        .build());
    }

    private static HttpResponse<String> send(@Nullable TestCertificate own, HttpRequest request)
            throws GeneralSecurityException, IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(holding(own)).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void requireRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_client");
    }

    @Test
    void rfc8705Section21TheRightCertificateGetsAToken() throws Exception {
        HttpResponse<String> answer = token(QUILL, mtlsPort);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(token(ROOT.issueAuthority("CN=Below").issue("CN=Quill"), mtlsPort)
                        .statusCode())
                .as("over an authority that the app sends along")
                .isEqualTo(200);
    }

    @Test
    void rfc8705Section21NoOtherDoes() throws Exception {
        Instant now = Instant.now();

        requireRefused(token(null, mtlsPort));
        requireRefused(token(TestCertificate.authority("CN=Root").issue("CN=Quill"), mtlsPort));
        requireRefused(token(TestCertificate.selfSigned("CN=Quill"), mtlsPort));
        requireRefused(token(ROOT.issue("CN=Quilt"), mtlsPort));
        requireRefused(token(
                ROOT.issue(TestCertificate.of("CN=Quill")
                        .valid(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)))),
                mtlsPort));
    }

    /** A browser that is asked for a certificate asks the person. */
    @Test
    void theOrdinaryListenerNeverAsksForACertificate() throws Exception {
        requireRefused(token(QUILL, port));
        assertThat(shownTo(port)).isFalse();
        assertThat(shownTo(mtlsPort)).isTrue();
    }

    /** Whether somebody who has a certificate is asked for it. */
    private static boolean shownTo(int at) throws GeneralSecurityException, IOException {
        try (SSLSocket socket = (SSLSocket) holding(QUILL).getSocketFactory().createSocket("localhost", at)) {
            socket.startHandshake();
            return socket.getSession().getLocalCertificates() != null;
        }
    }

    @Test
    void rfc9700S23AHeaderFromElsewhereIsNoCertificate() throws Exception {
        for (int at : new int[] {port, mtlsPort}) {
            requireRefused(token(null, at, "Client-Cert", QUILL.byteSequence()));
            requireRefused(token(null, at, "Client-Cert", QUILL.escapedPem()));
        }
        assertThat(token(QUILL, mtlsPort, "Client-Cert", "nonsense").statusCode())
                .isEqualTo(200);
    }

    @Test
    void programsFindTheirEndpointsThereAndPeopleFindNoPage() throws Exception {
        Map<?, ?> metadata = (Map<?, ?>)
                Json.parse(get(null, port, "/.well-known/openid-configuration").body());
        Map<?, ?> aliases = (Map<?, ?>) metadata.get("mtls_endpoint_aliases");

        assertThat(aliases.keySet().stream().map(String::valueOf))
                .contains("token_endpoint", "userinfo_endpoint", "introspection_endpoint", "revocation_endpoint");
        for (Object alias : aliases.values()) {
            URI address = URI.create(alias.toString());
            assertThat(address.getPort()).isEqualTo(mtlsPort);
            assertThat(get(null, mtlsPort, address.getPath()).statusCode())
                    .as(address.getPath())
                    .isNotEqualTo(404);
        }
        assertThat(get(null, mtlsPort, "/api/v1/workspaces").statusCode()).isEqualTo(401);
        assertThat(get(null, mtlsPort, "/.well-known/openid-configuration").body())
                .isEqualTo(get(null, port, "/.well-known/openid-configuration").body());
        for (String page : List.of("/sign-in", "/oauth2/authorize", "/device", "/settings/authorized-apps", "/")) {
            assertThat(get(null, port, page).statusCode()).as(page).isNotEqualTo(404);
            assertThat(get(null, mtlsPort, page).statusCode()).as(page).isEqualTo(404);
        }
    }

    /** FAPI 1.0 Advanced, 8.5; FAPI 2.0, 5.2. */
    @Test
    void fapiNothingButTls13AndTheRecommendedSuitesIsSpoken() throws Exception {
        for (int at : new int[] {port, mtlsPort}) {
            assertThat(suite(at, "TLSv1.3", null)).startsWith("TLS_");
            assertThat(suite(at, "TLSv1.2", null)).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
            assertThat(suite(at, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
                    .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
            for (String weak : List.of(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256")) {
                assertThatThrownBy(() -> suite(at, "TLSv1.2", weak)).as(weak).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    private static String suite(int at, String version, @Nullable String suite)
            throws GeneralSecurityException, IOException {
        try (SSLSocket socket = (SSLSocket) holding(null).getSocketFactory().createSocket("localhost", at)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            if (suite != null) {
                parameters.setCipherSuites(new String[] {suite});
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }

    @Test
    void aFileWithoutCertificatesIsAMistakeOfTheConfiguration() throws IOException {
        ServeConfig config = config(
                "--port",
                String.valueOf(freePort()),
                "--mtls-port",
                String.valueOf(freePort()),
                "--client-ca",
                file("nonsense.pem", "nonsense"));

        assertThatThrownBy(() -> PageParts.authorities(config.certificates()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--client-ca");
    }
}
