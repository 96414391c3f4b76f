package dev.taskwright.app.wiring;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates that an operator names by a PEM file. */
public final class CertificateFile {
    private CertificateFile() {}

    /**
     * At least one.
     *
     * @param option what named the file, as it was written
     * @throws CommandFailure when it is not such a file
     */
    public static List<X509Certificate> read(Path file, String option) {
        try (InputStream pem = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new CommandFailure(ExitStatus.CONFIG, option + " holds no certificate: " + file);
            }
            return found;
        } catch (CertificateException | IOException e) {
            throw new CommandFailure(
                    ExitStatus.CONFIG, option + " must be PEM certificates: " + file + ": " + e.getMessage());
        }
    }
}
