package dev.taskwright.oauth.tokens;

import dev.taskwright.platform.crypto.Digests;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * A refresh token: which family, which generation. On the wire it is {@code twr_FAMILY.GENERATION.MAC}, the MAC being
 * HMAC-SHA-256 of the first two under a key that only the nodes hold. It can be made again at any time on any node,
 * which is how a retry gets the same successor, and none is stored in any form.
 *
 * @param lineage name of the family
 * @param generation counts up from 0
 */
public record RefreshToken(String lineage, int generation) {
    private static final Pattern SHAPE =
            Pattern.compile("twr_([0-9A-Za-z]{22})\\.(0|[1-9][0-9]{0,8})\\.([A-Za-z0-9_-]{43})");

    /** Empty when it is not one of ours; costs no look at the database. */
    static Optional<RefreshToken> read(String text, SecretKey key) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        RefreshToken token = new RefreshToken(matcher.group(1), Integer.parseInt(matcher.group(2)));
        return Digests.sameSecret(token.mac(key), matcher.group(3)) ? Optional.of(token) : Optional.empty();
    }

    String write(SecretKey key) {
        return "twr_" + body() + "." + mac(key);
    }

    RefreshToken successor() {
        return new RefreshToken(lineage, generation + 1);
    }

    private String mac(SecretKey key) {
        return Digests.hmacSha256Base64Url(key, body());
    }

    private String body() {
        return lineage + "." + generation;
    }
}
