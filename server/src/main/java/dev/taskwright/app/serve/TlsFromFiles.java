package dev.taskwright.app.serve;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.common.tls.TlsConfig;
import java.util.List;

/**
 * The server's certificate and key, from PEM files. TLS 1.3, and TLS 1.2 with the suites that RFC 9325, 4.2 recommends:
 * with an RSA key they are among those of FAPI 1.0 Advanced, 8.5, with any key those that FAPI 2.0, 5.2 asks for.
 */
final class TlsFromFiles {
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private TlsFromFiles() {}

    /** For listeners that people come to: nobody is asked for a certificate. */
    static Tls read(ServeConfig.TlsFiles files) {
        return build(files, TlsClientAuth.NONE);
    }

    /**
     * For the listener that asks for certificates and takes any, or none: the handshake proves that its sender holds the
     * key. Whether an authority must vouch for it depends on the app, which only the request names.
     */
    static Tls readAsking(ServeConfig.TlsFiles files) {
        return build(files, TlsClientAuth.OPTIONAL);
    }

    private static Tls build(ServeConfig.TlsFiles files, TlsClientAuth asked) {
        try {
            Keys keys = Keys.builder()
                    .pem(pem -> pem.key(Resource.create(files.key())).certChain(Resource.create(files.certificate())))
                    .build();
            TlsConfig.Builder tls = Tls.builder()
                    .privateKey(keys.privateKey().orElseThrow())
                    .privateKeyCertChain(keys.certChain())
                    .addEnabledProtocol("TLSv1.3")
                    .addEnabledProtocol("TLSv1.2")
                    .enabledCipherSuites(SUITES)
                    .clientAuth(asked);
            return tls.trustAll(asked != TlsClientAuth.NONE).build();
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitStatus.CONFIG,
                    "--tls-cert must be a PEM certificate chain and --tls-key its private key as PKCS#8 (\"BEGIN PRIVATE"
                            + " KEY\"): " + e.getMessage());
        }
    }
}
