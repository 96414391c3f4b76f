package dev.taskwright.app.serve;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;

/** The server's certificate and key, from PEM files. */
final class TlsFromFiles {
    private TlsFromFiles() {}

    static Tls read(ServeConfig.TlsFiles files) {
        try {
            Keys keys = Keys.builder()
                    .pem(pem -> pem.key(Resource.create(files.key())).certChain(Resource.create(files.certificate())))
                    .build();
            return Tls.builder()
                    .privateKey(keys.privateKey().orElseThrow())
                    .privateKeyCertChain(keys.certChain())
                    .addEnabledProtocol("TLSv1.3")
                    .addEnabledProtocol("TLSv1.2")
                    .build();
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitStatus.CONFIG,
                    "--tls-cert must be a PEM certificate chain and --tls-key its private key as PKCS#8 (\"BEGIN PRIVATE"
                            + " KEY\"): " + e.getMessage());
        }
    }
}
