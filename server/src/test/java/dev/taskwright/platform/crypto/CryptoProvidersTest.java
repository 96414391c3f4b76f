package dev.taskwright.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.crypto.CryptoProviders.Choice;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CryptoProvidersTest {
    @ParameterizedTest
    @EnumSource(Choice.class)
    void signaturesOfOneProviderAreValidForTheOther(Choice choice) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Signature signer = signature(CryptoProviders.choose(choice).provider());
        signer.initSign(pair.getPrivate());
        signer.update("message".getBytes(UTF_8));
        Signature verifier = signature(null);
        verifier.initVerify(pair.getPublic());
        verifier.update("message".getBytes(UTF_8));
        assertThat(verifier.verify(signer.sign())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Choice.class)
    void oneLineSaysWhichItIs(Choice choice) {
        CryptoProviders chosen = CryptoProviders.choose(choice);
        assertThat(chosen.announcement())
                .doesNotContain("\n")
                .contains(chosen.provider() == null ? "JDK" : "Amazon Corretto");
    }

    private static Signature signature(@Nullable Provider provider) throws GeneralSecurityException {
        return provider == null
                ? Signature.getInstance("SHA256withECDSA")
                : Signature.getInstance("SHA256withECDSA", provider);
    }
}
