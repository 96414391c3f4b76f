package dev.taskwright.oauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64;
import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.crypto.CertificateAuthorities;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.TestCertificate;
import dev.taskwright.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 8705, 2: apps that prove who they are by a certificate. */
class CertificateProofTest {
    private static final String ISSUER = "https://work.example";
    private static final TestCertificate ROOT = TestCertificate.authority("CN=Root");
    private static final TestCertificate QUILL =
            ROOT.issue(TestCertificate.of("CN=Quill,O=Example").dns("quill.example"));

    @TempDir
    Path folder;

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private WholeServer server;
    private User ada;

    @BeforeEach
    void start() throws IOException {
        String roots = file("roots.pem", ROOT.pem());
        String own = file("server.pem", QUILL.pem());
        server = serving("--mtls-port", "8443", "--tls-cert", own, "--tls-key", own, "--client-ca", roots);
        ada = server.person("ada");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private WholeServer serving(String... options) {
        return new WholeServer(data.db(), new FakeClock(), ISSUER, options);
    }

    private AddedApp app(String method, Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("token_endpoint_auth_method", method);
        all.put("grant_types", List.of("client_credentials"));
        all.put("redirect_uris", List.of());
        all.put("scope", "api1");
        return server.app(ada, all);
    }

    private AddedApp vouchedFor() {
        return app("tls_client_auth", Map.of("tls_client_auth_subject_dn", "CN=Quill,O=Example"));
    }

    private AddedApp registered(TestCertificate certificate) {
        return app("self_signed_tls_client_auth", Map.of("jwks", jwks(certificate)));
    }

    private static Map<String, ?> jwks(TestCertificate certificate) {
        ECKey key = new ECKey.Builder(
                        Curve.P_256, (ECPublicKey) certificate.certificate().getPublicKey())
                .x509CertChain(List.of(new Base64(certificate.base64())))
                .build();
        return Map.of("keys", List.of(key.toJSONObject()));
    }

    private static Shown token(Browser browser, AddedApp app) {
        return browser.postRaw(
                "/oauth2/token",
                "grant_type=client_credentials&client_id=" + app.client().id());
    }

    private Browser holding(TestCertificate certificate) {
        return server.browser().holding(certificate.chain().toArray(X509Certificate[]::new));
    }

    private static void requireRefused(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(401);
        assertThat(shown.body()).contains("\"invalid_client\"").doesNotContain("certificate");
    }

    @Test
    void rfc8705Section21ACertificateOfAnAuthorityProvesTheNameInIt() {
        AddedApp app = vouchedFor();
        AddedApp byHost = app("tls_client_auth", Map.of("tls_client_auth_san_dns", "quill.example"));

        assertThat(app.secret()).isNull();
        assertThat(token(holding(QUILL), app).status()).isEqualTo(200);
        assertThat(token(holding(QUILL), byHost).status()).isEqualTo(200);
        assertThat(token(holding(ROOT.issueAuthority("CN=Below").issue("CN=Quill,O=Example")), app)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void rfc8705Section21WhatIsNotThisNameOfThisAuthorityProvesNothing() {
        AddedApp app = vouchedFor();

        requireRefused(token(server.browser(), app));
        requireRefused(token(holding(ROOT.issue("CN=Quilt,O=Example")), app));
        requireRefused(token(holding(TestCertificate.authority("CN=Root").issue("CN=Quill,O=Example")), app));
        requireRefused(token(holding(TestCertificate.selfSigned("CN=Quill,O=Example")), app));
    }

    /** The handshake of another app's certificate does not carry over. */
    @Test
    void oneAppsCertificateIsNotAnothers() {
        AddedApp quilt = app("tls_client_auth", Map.of("tls_client_auth_subject_dn", "CN=Quilt,O=Example"));
        AddedApp own = registered(TestCertificate.selfSigned("CN=own"));

        requireRefused(token(holding(QUILL), quilt));
        requireRefused(token(holding(QUILL), own));
    }

    @Test
    void rfc8705Section22ARegisteredCertificateProvesTheAppWhoeverMadeIt() {
        TestCertificate own = TestCertificate.selfSigned("CN=own");
        AddedApp app = registered(own);

        assertThat(token(holding(own), app).status()).isEqualTo(200);
        requireRefused(token(holding(TestCertificate.selfSigned("CN=own")), app));
        requireRefused(token(holding(ROOT.issue("CN=own")), app));
        requireRefused(token(server.browser(), app));
    }

    @Test
    void rfc8705Section22ACertificateIsReplacedByRegisteringTheNext() {
        TestCertificate next = TestCertificate.selfSigned("CN=next");
        AddedApp app = registered(TestCertificate.selfSigned("CN=first"));

        requireRefused(token(holding(next), app));
        Map<String, Object> members = new HashMap<>();
        members.put("client_name", "Quill");
        members.put("token_endpoint_auth_method", "self_signed_tls_client_auth");
        members.put("grant_types", List.of("client_credentials"));
        members.put("scope", "api1");
        members.put("jwks", jwks(next));
        server.house.oauth().apps().change(House.OPERATOR, app.client().id().value(), members);
        assertThat(token(holding(next), app).status()).isEqualTo(200);
    }

    @Test
    void rfc8705Section22ACertificateAtAnAddressIsFetched() {
        TestCertificate own = TestCertificate.selfSigned("CN=own");
        Client app = registered(TestCertificate.selfSigned("CN=before")).client();
        CertificateCheck check = new CertificateCheck(
                CertificateAuthorities.none(), server.house.oauth().clientKeys());
        try (Elsewhere published = Elsewhere.publishing(Json.text(jwks(own)))) {
            Client moved = withKeysAt(app, published.address("/jwks"));

            assertThat(check.isRight(Optional.of(moved), own.chain())).isTrue();
            assertThat(published.asked()).hasSize(1);
            assertThat(check.isRight(
                            Optional.of(moved),
                            TestCertificate.selfSigned("CN=own").chain()))
                    .isFalse();
        }
        try (Elsewhere broken = Elsewhere.publishing("nonsense")) {
            Client lost = withKeysAt(app, broken.address("/jwks"));
            assertThatThrownBy(() -> check.isRight(Optional.of(lost), own.chain()))
                    .isInstanceOf(OAuthException.class);
        }
    }

    private static Client withKeysAt(Client app, URI address) {
        return new Client(
                app.id(),
                app.kind(),
                app.owner(),
                app.createdAt(),
                app.permissions(),
                app.proof(),
                app.metadata().withKeys(new ClientKeys(null, address)));
    }

    /** RFC 6749, 2.3: a method is used alone, and only one that was registered. */
    @Test
    void aCertificateDoesNotStandInForASecretNorTheOtherWayRound() {
        AddedApp secret = app("client_secret_post", Map.of());
        AddedApp certificate = vouchedFor();

        requireRefused(token(holding(QUILL), secret));
        requireRefused(holding(QUILL)
                .postRaw(
                        "/oauth2/token",
                        "grant_type=client_credentials&client_id="
                                + certificate.client().id() + "&client_secret=guessed"));
        assertThat(holding(QUILL)
                        .postRaw(
                                "/oauth2/token",
                                "grant_type=client_credentials&client_id="
                                        + secret.client().id() + "&client_secret=" + secret.secret())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAppThatDoesNotExistHearsTheSame() {
        Shown unknown = holding(QUILL).postRaw("/oauth2/token", "grant_type=client_credentials&client_id=nobody");
        Shown known = token(holding(ROOT.issue("CN=other")), vouchedFor());

        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.body()).isEqualTo(known.body());
    }

    /** Judging a chain is what takes time. */
    @Test
    void rfc9700S30EveryFailedCertificateCostsTheSame() {
        CertificateCheck check = new CertificateCheck(
                CertificateAuthorities.of(List.of(ROOT.certificate())),
                server.house.oauth().clientKeys());
        TestCertificate stranger = ROOT.issue("CN=stranger");

        for (Optional<Client> asked : List.of(
                Optional.<Client>empty(),
                Optional.of(vouchedFor().client()),
                Optional.of(registered(TestCertificate.selfSigned("CN=own")).client()),
                Optional.of(app("client_secret_post", Map.of()).client()))) {
            Counted shown = new Counted(stranger.chain());
            assertThat(check.isRight(asked, shown)).isFalse();
            assertThat(shown.judged).as("%s", asked).isOne();
        }
    }

    /** Counts how often it was handed over to be judged. */
    private static final class Counted extends AbstractList<X509Certificate> {
        private final List<X509Certificate> chain;
        private int judged;

        Counted(List<X509Certificate> chain) {
            this.chain = chain;
        }

        @Override
        public X509Certificate get(int index) {
            return chain.get(index);
        }

        @Override
        public int size() {
            return chain.size();
        }

        @Override
        public <T> T[] toArray(T[] room) {
            judged++;
            return super.toArray(room);
        }
    }

    @Test
    void rfc8705Section5MetadataNamesWhatIsServed() {
        Map<?, ?> own = metadata(server);
        assertThat(methods(own)).contains("tls_client_auth", "self_signed_tls_client_auth");
        assertThat(own.get("tls_client_certificate_bound_access_tokens")).isEqualTo(true);
        assertThat((Map<?, ?>) own.get("mtls_endpoint_aliases"))
                .hasSizeGreaterThan(4)
                .allSatisfy((name, alias) -> assertThat(alias.toString())
                        .isEqualTo(own.get(name)
                                .toString()
                                .replace("https://work.example/", "https://work.example:8443/")));

        Map<?, ?> behind = metadata(serving("--client-cert-header", "Client-Cert", "--trusted-proxies", "192.0.2.1"));
        assertThat(behind.get("tls_client_certificate_bound_access_tokens")).isEqualTo(true);
        assertThat(behind.containsKey("mtls_endpoint_aliases"))
                .as("nowhere else")
                .isFalse();
        assertThat(methods(behind))
                .as("nobody vouches")
                .contains("self_signed_tls_client_auth")
                .doesNotContain("tls_client_auth");
    }

    @Test
    void aServerThatAsksForNoCertificateNamesNoneAndTakesNone() {
        AddedApp app = vouchedFor();
        WholeServer plain = new WholeServer(data.db(), new FakeClock(), ISSUER);

        Map<?, ?> metadata = metadata(plain);
        assertThat(metadata.containsKey("mtls_endpoint_aliases")).isFalse();
        assertThat(metadata.get("tls_client_certificate_bound_access_tokens")).isEqualTo(false);
        assertThat(metadata.get("token_endpoint_auth_methods_supported").toString())
                .doesNotContain("tls");
        requireRefused(token(plain.browser().holding(QUILL.certificate()), app));
        requireRefused(token(plain.browser().with("Client-Cert", QUILL.byteSequence()), app));
    }

    private static List<String> methods(Map<?, ?> metadata) {
        return ((List<?>) metadata.get("token_endpoint_auth_methods_supported"))
                .stream().map(String::valueOf).toList();
    }

    private static Map<?, ?> metadata(WholeServer server) {
        return (Map<?, ?>) Json.parse(
                server.browser().get("/.well-known/openid-configuration").body());
    }
}
