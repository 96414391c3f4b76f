package dev.taskwright.work.projects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import javax.crypto.SecretKey;

/** What keeps share links to those who were given them: tokens, their sealed form, passwords, and passes. */
public final class ShareSecrets {
    private static final int ID_LENGTH = 16;

    private final Sealer sealer;
    private final RandomTokens random;
    private final Passwords passwords;
    private final SecretKey key;

    /** {@code key} signs passes; the same on every node, used for nothing else. */
    public ShareSecrets(Sealer sealer, RandomTokens random, Passwords passwords, SecretKey key) {
        this.sealer = sealer;
        this.random = random;
        this.passwords = passwords;
        this.key = key;
    }

    String newId() {
        return random.base58(ID_LENGTH);
    }

    String newToken() {
        return random.token256();
    }

    static String hash(String token) {
        return Digests.sha256Base64Url(token);
    }

    byte[] seal(String token, String id) {
        return sealer.seal(token.getBytes(UTF_8), "project_share:" + id);
    }

    String open(byte[] sealed, String id) {
        return new String(sealer.open(sealed, "project_share:" + id), UTF_8);
    }

    String hashPassword(String password) {
        return passwords.hash(password);
    }

    /**
     * What a browser holds once it was let in by a link: good for that link with that token and that password, so that
     * it ends when either changes.
     */
    String pass(ShareLink link) {
        String password = link.passwordHash() == null ? "" : link.passwordHash();
        return Digests.hmacSha256Base64Url(key, link.id() + " " + hash(link.token()) + " " + password);
    }
}
