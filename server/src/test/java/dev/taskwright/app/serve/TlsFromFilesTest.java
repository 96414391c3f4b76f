package dev.taskwright.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFromFilesTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    /** Nothing older than TLS 1.2: RFC 9325, 3.1.1. */
    @Test
    void rfc9700S26NothingOlderThanTls12IsSpoken() throws Exception {
        Tls tls = TlsFromFiles.read(new ServeConfig.TlsFiles(folder.resolve("cert.pem"), keyOf(certificate())));
        assertThat(tls.sslParameters().getProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(tls.newEngine().getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(tls.newEngine().getEnabledCipherSuites())
                .isNotEmpty()
                .noneMatch(suite -> suite.matches(".*(NULL|anon|EXPORT|RC4|DES|MD5).*"));
    }

    private KeyStore certificate() throws GeneralSecurityException, IOException, InterruptedException {
        Path file = folder.resolve("key.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path keyOf(KeyStore store) throws GeneralSecurityException, IOException {
        Files.writeString(
                folder.resolve("cert.pem"),
                pem("CERTIFICATE", store.getCertificate("a").getEncoded()));
        return Files.writeString(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", store.getKey("a", PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
