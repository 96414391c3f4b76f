package dev.taskwright.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.oauth.registration.RegistrationPolicy;
import dev.taskwright.oauth.registration.SoftwarePublisher;
import dev.taskwright.platform.blob.BucketPlace;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Mistakes;
import dev.taskwright.platform.config.OptionValues;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeOptionsTest {
    private static ServeConfig read(String... words) {
        CommandLine line = CommandLine.parse(Arrays.asList(words), ServeOptions.all());
        return ServeOptions.read(new OptionValues(line, Map.of(), Map.of()));
    }

    private static List<String> mistakes(String... words) {
        try {
            read(words);
            return List.of();
        } catch (Mistakes e) {
            return e.lines();
        }
    }

    @Test
    void withoutOptionsItListensOnLoopbackAndIsLocalhost() {
        ServeConfig config = read();
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.issuer()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(config.dev()).isFalse();
        assertThat(config.metricsPort()).isEmpty();
        assertThat(config.firstOwner().email()).isEqualTo("owner@localhost");
    }

    /** The rule of the account itself, so that no server starts and then has no owner. */
    @ParameterizedTest
    @ValueSource(
            strings = {"mia", "@example.org", "mia@", "mia<x>@example.org", "a b@example.org", "mia@ex(ample).org"})
    void theOwnersAddressIsCheckedAsAccountsAre(String address) {
        assertThat(mistakes("--admin-email", address))
                .singleElement()
                .asString()
                .contains("--admin-email");
        assertThat(read("--admin-email", "mia@example.org").firstOwner().email())
                .isEqualTo("mia@example.org");
    }

    @Test
    void nobodyIsATrustedProxyUnlessNamed() {
        assertThat(read().trustedProxies()).isEmpty();
        assertThat(read("--trusted-proxies", "10.0.0.0/8,192.0.2.1,::1").trustedProxies())
                .hasSize(3);
        assertThat(mistakes("--trusted-proxies", "proxy.example"))
                .singleElement()
                .asString()
                .contains("--trusted-proxies", "ADDRESS/BITS");
    }

    @Test
    void anybodyRegistersAppsUnlessTheOperatorSaysOtherwise() {
        assertThat(read().registration().policy()).isEqualTo(RegistrationPolicy.ANYONE);
        assertThat(read("--registration", "nobody").registration().policy()).isEqualTo(RegistrationPolicy.NOBODY);
        assertThat(mistakes("--registration", "friends"))
                .singleElement()
                .asString()
                .contains("anyone, token or nobody");
    }

    @Test
    void publishersAreNamedWithTheirKeys(@TempDir Path folder) throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.json"), """
                {"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""");
        Path none = Files.writeString(folder.resolve("none.json"), "{\"keys\":[]}");

        assertThat(read("--software-publishers", "https://a.example=https://a.example/jwks,b=" + keys)
                        .registration()
                        .publishers())
                .extracting(SoftwarePublisher::issuer)
                .containsExactly("https://a.example", "b");
        for (String wrong : List.of("a", "=" + keys, "a=" + none, "a=missing.json", "a=" + keys + ",a=" + keys)) {
            assertThat(mistakes("--software-publishers", wrong))
                    .singleElement()
                    .asString()
                    .contains("--software-publishers");
        }
    }

    @Test
    void algorithmsAndTheLifeOfKeysAreChecked() {
        assertThat(read().keys().algorithms()).isEmpty();
        assertThat(read("--algorithms", "RS256,ES256,EdDSA").keys().algorithms().orElseThrow())
                .hasSize(3);
        assertThat(mistakes("--algorithms", "RS256")).singleElement().asString().contains("ES256");
        assertThat(mistakes("--algorithms", "RS256,ES256,none"))
                .singleElement()
                .asString()
                .contains("none");
        assertThat(mistakes("--key-use", "1d", "--key-announce", "2d"))
                .singleElement()
                .asString()
                .contains("--key-announce");
    }

    @Test
    void certificatesAreAskedForWhereTheOperatorSaysSo(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("some.pem"), "").toString();
        List<String> tls = List.of("--tls-cert", file, "--tls-key", file);

        assertThat(read().certificates().areAskedFor()).isFalse();
        ServeConfig.Certificates own = read(with(tls, "--mtls-port", "8443", "--issuer", "https://work.example:444"))
                .certificates();
        assertThat(own.areAskedFor()).isTrue();
        assertThat(own.port()).contains(8443);
        assertThat(own.origin()).contains(URI.create("https://work.example:8443"));
        assertThat(read(with(tls, "--mtls-port", "443", "--issuer", "https://work.example:444"))
                        .certificates()
                        .origin())
                .contains(URI.create("https://work.example"));
        ServeConfig.Certificates behind = read(
                        "--issuer",
                        "https://work.example",
                        "--client-cert-header",
                        "Client-Cert",
                        "--trusted-proxies",
                        "10.0.0.1",
                        "--client-ca",
                        file,
                        "--mtls-url",
                        "https://mtls.work.example")
                .certificates();
        assertThat(behind.areAskedFor()).isTrue();
        assertThat(behind.origin()).contains(URI.create("https://mtls.work.example"));
        assertThat(behind.authorities()).contains(Path.of(file));
    }

    @Test
    void optionsAboutCertificatesThatDoNotGoTogetherAreMistakes(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("some.pem"), "").toString();
        List<String> tls = List.of("--tls-cert", file, "--tls-key", file);

        assertThat(mistakes("--mtls-port", "8443")).singleElement().asString().contains("--mtls-port", "--tls-cert");
        assertThat(mistakes(with(tls, "--mtls-port", "8080")))
                .singleElement()
                .asString()
                .contains("--mtls-port", "--port");
        assertThat(mistakes(with(tls, "--mtls-port", "9000", "--metrics-port", "9000")))
                .singleElement()
                .asString()
                .contains("--mtls-port", "--metrics-port");
        assertThat(mistakes("--client-cert-header", "Client-Cert"))
                .singleElement()
                .asString()
                .contains("--client-cert-header", "--trusted-proxies");
        assertThat(mistakes("--client-cert-header", "Client Cert:", "--trusted-proxies", "10.0.0.1"))
                .singleElement()
                .asString()
                .contains("--client-cert-header");
        for (String option : List.of("--client-ca", "--mtls-url")) {
            assertThat(mistakes(option, option.equals("--client-ca") ? file : "https://mtls.work.example"))
                    .singleElement()
                    .asString()
                    .contains(option, "--mtls-port or --client-cert-header");
        }
        assertThat(mistakes(with(tls, "--mtls-port", "8443", "--client-ca", file + "x")))
                .singleElement()
                .asString()
                .contains("--client-ca", "can be read");
        for (String address : List.of("http://mtls.work.example", "https://mtls.work.example/oauth2")) {
            assertThat(mistakes(with(tls, "--mtls-port", "8443", "--mtls-url", address)))
                    .singleElement()
                    .asString()
                    .contains("--mtls-url");
        }
    }

    private static String[] with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void thePortGoesIntoTheIssuer() {
        assertThat(read("--port", "9000").issuer()).isEqualTo(URI.create("http://localhost:9000"));
    }

    @Test
    void portZeroTakesAFreeOne() {
        assertThat(read("--port", "0").port()).isPositive();
    }

    @Test
    void aPlainIssuerIsRefusedWhenOthersCanReachTheServer() {
        assertThat(mistakes("--host", "0.0.0.0"))
                .singleElement()
                .asString()
                .contains("--host", "--tls-cert", "--issuer https://");
    }

    @Test
    void behindATlsProxyTheIssuerIsHttps() {
        assertThat(read("--host", "0.0.0.0", "--issuer", "https://tasks.example")
                        .issuer())
                .isEqualTo(URI.create("https://tasks.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tasks.example/path",
                "https://tasks.example/",
                "https://tasks.example?q",
                "https://tasks.example#f",
                "https://me@tasks.example",
                "tasks.example",
                "ftp://tasks.example",
                "https://",
                "https://a b"
            })
    void anIssuerIsAnOriginAndNothingMore(String issuer) {
        assertThat(mistakes("--issuer", issuer)).singleElement().asString().startsWith("--issuer must be https://HOST");
    }

    @Test
    void aPlainIssuerIsForLocalhostOnly() {
        assertThat(mistakes("--issuer", "http://tasks.example"))
                .containsExactly("--issuer must be https, except on localhost");
    }

    @Test
    void certificateAndKeyGoTogetherAndMustBeReadable() {
        assertThat(mistakes("--tls-cert", "/nowhere/cert.pem"))
                .anySatisfy(line -> assertThat(line).startsWith("--tls-key is missing"))
                .anySatisfy(line -> assertThat(line).startsWith("--tls-cert must be a file that can be read"));
    }

    @Test
    void aWeakPasswordIsRefusedWithTheReason() {
        assertThat(mistakes("--admin-password", "short"))
                .singleElement()
                .asString()
                .contains("--admin-password", "12");
    }

    @Test
    void allMistakesComeTogether() {
        assertThatThrownBy(() -> read(
                        "--port", "70000", "--host", "0.0.0.0", "--database-url", "mysql:x", "--metrics-port", "-1"))
                .isInstanceOfSatisfying(
                        Mistakes.class,
                        mistakes -> assertThat(mistakes.lines())
                                .hasSize(4)
                                .anySatisfy(line -> assertThat(line).startsWith("--port must be a number"))
                                .anySatisfy(line -> assertThat(line).startsWith("--host"))
                                .anySatisfy(line -> assertThat(line).startsWith("--database-url must start with"))
                                .anySatisfy(line -> assertThat(line).startsWith("--metrics-port")));
    }

    @Test
    void filesLieInTheDataFolderUnlessABucketIsNamed() {
        assertThat(read().files().bucket()).isEmpty();
        BucketPlace amazon = read("--s3-bucket", "our-files", "--s3-region", "eu-central-1")
                .files()
                .bucket()
                .orElseThrow();
        assertThat(amazon.endpoint()).isEmpty();
        assertThat(amazon.hostNamesBucket()).isTrue();
        assertThat(amazon.access()).isEmpty();
        BucketPlace own = read(
                        "--s3-bucket", "our-files",
                        "--s3-endpoint", "https://s3.example.org:9000/",
                        "--s3-prefix", "a/b",
                        "--s3-access-key", "us",
                        "--s3-secret-key", "hush")
                .files()
                .bucket()
                .orElseThrow();
        assertThat(own.endpoint()).contains(URI.create("https://s3.example.org:9000"));
        assertThat(own.prefix()).isEqualTo("a/b/");
        assertThat(own.hostNamesBucket()).isFalse();
        assertThat(own.toString()).contains("us").doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--s3-bucket=Upper",
                "--s3-bucket=a",
                "--s3-bucket=ours --s3-endpoint=s3.example.org",
                "--s3-bucket=ours --s3-endpoint=https://us:hush@s3.example.org",
                "--s3-bucket=ours --s3-endpoint=https://s3.example.org/path",
                "--s3-bucket=ours --s3-region=EU",
                "--s3-bucket=ours --s3-prefix=/a",
                "--s3-bucket=ours --s3-prefix=a/../b",
                "--s3-bucket=ours --s3-addressing=dns",
                "--s3-bucket=ours --s3-access-key=us",
                "--s3-bucket=ours --s3-secret-key=hush",
                "--s3-bucket=ours --s3-secret-key=hush\u0007",
                "--s3-bucket=ours --max-upload=5001",
                "--s3-endpoint=https://s3.example.org",
                "--s3-addressing=path",
                "--s3-prefix=a",
                "--max-upload=0"
            })
    void aStoreOfFilesThatCannotBeIsOneMistakeThatRepeatsNoSecret(String words) {
        assertThat(mistakes(words.split(" ")))
                .singleElement()
                .asString()
                .startsWith("--")
                .doesNotContain("hush");
    }
}
