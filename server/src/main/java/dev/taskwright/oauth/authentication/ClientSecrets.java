package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientSecret;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes and keeps apps' secrets: as digests where they are only compared, sealed under the key file too where an app signs with
 * its secret.
 */
public final class ClientSecrets {
    private static final int ID_LENGTH = 16;

    private final Sealer sealer;
    private final RandomTokens random;

    public ClientSecrets(Sealer sealer, RandomTokens random) {
        this.sealer = sealer;
        this.random = random;
    }

    /** A new secret, to be shown once. */
    public String fresh() {
        return random.token256();
    }

    /** Sixteen letters and digits, not all of them digits: once in ten billion a second try is needed. */
    public ClientId freshId() {
        String id = random.base62(ID_LENGTH);
        while (!ClientId.isWellFormed(id)) {
            id = random.base62(ID_LENGTH);
        }
        return new ClientId(id);
    }

    /**
     * A secret as it is stored.
     *
     * @param isUsed whether it must be read back, because the app signs with it
     * @param expiresAt null for a secret without an end
     */
    public ClientSecret keep(ClientId id, String secret, boolean isUsed, @Nullable Instant expiresAt) {
        return new ClientSecret(
                Digests.sha256Base64Url(secret),
                isUsed
                        ? Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(sealer.seal(secret.getBytes(StandardCharsets.UTF_8), context(id)))
                        : null,
                expiresAt);
    }

    /** The secrets that hold now and may be used, in the clear. */
    public List<byte[]> open(Client client, Instant now) {
        List<byte[]> open = new ArrayList<>();
        for (ClientSecret secret : client.proof().secrets(now)) {
            String sealed = secret.sealed();
            if (sealed != null) {
                open.add(sealer.open(Base64.getUrlDecoder().decode(sealed), context(client.id())));
            }
        }
        return open;
    }

    private static String context(ClientId id) {
        return "oauth_client_secret " + id;
    }
}
