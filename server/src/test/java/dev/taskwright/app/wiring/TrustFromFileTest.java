package dev.taskwright.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.platform.outbound.HostLookup;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRefused;
import dev.taskwright.platform.outbound.OutboundRequest;
import dev.taskwright.platform.outbound.OutboundRules;
import dev.taskwright.testkit.Elsewhere;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFromFileTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void aCertificateIsBelievedOnlyWhenTheOperatorNamesIt() throws Exception {
        try (Elsewhere other = Elsewhere.saying(tls().getServerSocketFactory(), out -> out.write(Elsewhere.ok("hi")))) {
            OutboundRequest request = OutboundRequest.get(URI.create("https://localhost:" + other.port() + "/"));

            assertThat(asking(Optional.of(folder.resolve("ca.pem")))
                            .ask(request)
                            .text())
                    .isEqualTo("hi");
            assertThatThrownBy(() -> asking(Optional.empty()).ask(request))
                    .isInstanceOf(OutboundRefused.class)
                    .hasMessageContaining("no certificate that is trusted");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotBelieved() throws Exception {
        try (Elsewhere other = Elsewhere.saying(tls().getServerSocketFactory(), out -> out.write(Elsewhere.ok("hi")))) {
            OutboundRequest request = OutboundRequest.get(URI.create("https://127.0.0.1:" + other.port() + "/"));

            assertThatThrownBy(
                            () -> asking(Optional.of(folder.resolve("ca.pem"))).ask(request))
                    .isInstanceOf(OutboundRefused.class)
                    .hasMessageContaining("no certificate that is trusted");
        }
    }

    @Test
    void aFileWithoutCertificateIsAMistakeOfTheOperator() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.pem"), "nothing here\n");

        assertThatThrownBy(() -> TrustFromFile.read(Optional.of(file)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--trust-ca");
    }

    private static Outbound asking(Optional<Path> file) {
        return new Outbound(new OutboundRules(true, List.of()), TrustFromFile.read(file), HostLookup.system());
    }

    /** A certificate for {@code localhost}, made on the spot, with its public half in {@code ca.pem}. */
    private SSLContext tls() throws GeneralSecurityException, IOException, InterruptedException {
        Path file = folder.resolve("key.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "a",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                folder.resolve("ca.pem").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
    }
}
