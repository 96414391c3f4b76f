package dev.taskwright.platform.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/**
 * Which implementation signs and verifies. Amazon Corretto's does ES256 some ten times as fast as the JDK's and is native
 * code for Linux with glibc; where it does not load, the JDK's own does the same work.
 *
 * <p>Nothing here is global until {@link #install}: tests hold one of each kind side by side.
 */
public final class CryptoProviders {
    /** What may be asked for. */
    public enum Choice {
        /** Corretto when it loads, else the JDK. */
        AUTO,
        CORRETTO,
        JDK
    }

    private final @Nullable Provider corretto;
    private final String announcement;

    private CryptoProviders(@Nullable Provider corretto, String announcement) {
        this.corretto = corretto;
        this.announcement = announcement;
    }

    /** @throws IllegalStateException when CORRETTO is insisted on and does not load */
    public static CryptoProviders choose(Choice choice) {
        if (choice == Choice.JDK) {
            return new CryptoProviders(null, "Cryptography: JDK " + Runtime.version() + ", as asked for");
        }
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            provider.assertHealthy();
            return new CryptoProviders(provider, "Cryptography: Amazon Corretto " + provider.getVersionStr());
        } catch (LinkageError | RuntimeException e) {
            if (choice == Choice.CORRETTO) {
                throw new IllegalStateException("Amazon Corretto Crypto Provider does not load", e);
            }
            return new CryptoProviders(
                    null, "Cryptography: JDK " + Runtime.version() + ", for Amazon Corretto does not load here");
        }
    }

    /** The provider to hand to a signer; null means the JDK's default. */
    public @Nullable Provider provider() {
        return corretto;
    }

    /** One line for the start of the server. */
    public String announcement() {
        return announcement;
    }

    /** Makes it this process's first choice, TLS included. */
    public void install() {
        if (corretto != null) {
            Security.insertProviderAt(corretto, 1);
        }
    }
}
