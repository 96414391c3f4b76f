package dev.taskwright.app.wiring;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed when this server asks other machines. */
final class TrustFromFile {
    private TrustFromFile() {}

    /** The authorities the Java runtime knows, and those of the PEM file. */
    static SSLSocketFactory read(Optional<Path> file) {
        if (file.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            List<Certificate> trusted = new ArrayList<>(known());
            trusted.addAll(CertificateFile.read(file.get(), "--trust-ca"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store(trusted)), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new CommandFailure(
                    ExitStatus.CONFIG, "--trust-ca must be PEM certificates: " + file.get() + ": " + e.getMessage());
        }
    }

    private static List<X509Certificate> known() throws GeneralSecurityException {
        List<X509Certificate> known = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager trust) {
                known.addAll(List.of(trust.getAcceptedIssuers()));
            }
        }
        return known;
    }

    private static KeyStore store(List<Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted" + i, trusted.get(i));
        }
        return store;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
