package dev.taskwright.platform.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Who may vouch for the certificates of programs: RFC 5280, 6. Nobody whom the operator did not name. */
public final class CertificateAuthorities {
    private final @Nullable X509TrustManager trust;

    private CertificateAuthorities(@Nullable X509TrustManager trust) {
        this.trust = trust;
    }

    /** Vouches for nothing. */
    public static CertificateAuthorities none() {
        return new CertificateAuthorities(null);
    }

    /** @param authorities roots, or authorities below them; at least one */
    public static CertificateAuthorities of(Collection<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate each : authorities) {
                store.setCertificateEntry("authority" + number++, each);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return new CertificateAuthorities((X509TrustManager) factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK checks certificates", e);
        }
    }

    public boolean exist() {
        return trust != null;
    }

    /**
     * Whether the first certificate is valid now, made for clients as far as it says, and issued by one of them over the
     * others. Revocation lists are not asked.
     */
    public boolean vouchFor(List<X509Certificate> chain) {
        if (trust == null || chain.isEmpty()) {
            return false;
        }
        try {
            String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
            trust.checkClientTrusted(chain.toArray(X509Certificate[]::new), algorithm);
            return true;
        } catch (CertificateException refused) {
            return false;
        }
    }
}
