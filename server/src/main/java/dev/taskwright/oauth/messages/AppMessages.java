package dev.taskwright.oauth.messages;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.profiles.Profile;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes to an app in the form that it registered. May fetch the app's keys, and therefore runs outside any transaction.
 */
public final class AppMessages {
    private final SigningKeys keys;
    private final ClientKeySets clientKeys;

    public AppMessages(SigningKeys keys, ClientKeySets clientKeys) {
        this.keys = keys;
        this.clientKeys = clientKeys;
    }

    /** The signature that such a message to the app has: the registered one, else the usual one if its profile allows it. */
    public static SignatureAlgorithm signature(Client client, Protection protection, SignatureAlgorithm usual) {
        JWSAlgorithm registered = protection.signing();
        return registered == null
                ? Profile.usualSignature(client.metadata().security().profile(), usual)
                : signature(registered);
    }

    /**
     * A signed message in compact form; encrypted around the signature where the app registered that (OpenID Connect Core,
     * 10.2).
     *
     * @param usual the signature when the app registered none
     * @param type the header's {@code typ}
     * @throws OAuthException {@code unauthorized_client} when there is no key to sign or to encrypt with
     */
    public String write(
            Client client, Protection protection, SignatureAlgorithm usual, String type, Map<String, ?> claims) {
        String signed = sign(signature(client, protection, usual), type, claims);
        return protection.encryption() == null
                ? signed
                : encrypt(client, protection, signed.getBytes(StandardCharsets.US_ASCII), true);
    }

    /**
     * The same for a message that is only signed where the app registered a signature: OpenID Connect Core, 5.3.2. Null
     * when the app registered neither signature nor encryption, and reads plain JSON.
     */
    public @Nullable String writeAsRegistered(
            Client client, Protection protection, String type, Map<String, ?> claims) {
        JWSAlgorithm registered = protection.signing();
        if (registered != null) {
            return write(client, protection, signature(registered), type, claims);
        }
        return protection.encryption() == null
                ? null
                : encrypt(client, protection, Json.bytes(out -> out.plain(claims)), false);
    }

    private String sign(SignatureAlgorithm algorithm, String type, Map<String, ?> claims) {
        if (!keys.algorithms().contains(algorithm)) {
            throw new OAuthException(OAuthError.unauthorizedClient(
                    "the app is registered for a signature that this server does not make"));
        }
        return keys.sign(algorithm, type, claims);
    }

    private String encrypt(Client client, Protection protection, byte[] content, boolean isNested) {
        try {
            return Encryption.of(protection)
                    .to(clientKeys.of(client), content, isNested)
                    .orElseThrow(() -> unreadable("none of its keys will do"));
        } catch (OutboundRefused unreachable) {
            throw unreadable(String.valueOf(unreachable.getMessage()));
        }
    }

    private static OAuthException unreadable(String detail) {
        return new OAuthException(
                OAuthError.unauthorizedClient("the app is registered for encryption and has no key that can be used"),
                "no key to encrypt to: " + detail);
    }

    /** Registration accepts no other signature. */
    private static SignatureAlgorithm signature(JWSAlgorithm registered) {
        return SignatureAlgorithm.of(registered.getName())
                .orElseThrow(() -> new IllegalStateException("registered for signatures with " + registered));
    }
}
