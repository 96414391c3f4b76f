package dev.taskwright.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwright.platform.crypto.Passwords.Cost;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** An Argon2id hash (RFC 9106) with all that is needed to make it again, as one text in the PHC string format. */
final class PasswordHash {
    static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Cost cost;
    private final byte[] salt;
    private final byte[] tag;

    private PasswordHash(Cost cost, byte[] salt, byte[] tag) {
        this.cost = cost;
        this.salt = salt;
        this.tag = tag;
    }

    /** Of no password at all, but as costly to compare with as any. */
    static PasswordHash decoy(Cost cost, RandomTokens random) {
        return new PasswordHash(cost, random.bytes(SALT_BYTES), random.bytes(TAG_BYTES));
    }

    Cost cost() {
        return cost;
    }

    static PasswordHash of(String password, Cost cost, byte[] salt) {
        return new PasswordHash(cost, salt, argon2id(password, cost, salt, TAG_BYTES));
    }

    static Optional<PasswordHash> parse(String phc) {
        Matcher m = PHC.matcher(phc);
        if (!m.matches()) {
            return Optional.empty();
        }
        Cost cost = new Cost(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        Base64.Decoder base64 = Base64.getDecoder();
        return Optional.of(new PasswordHash(cost, base64.decode(m.group(4)), base64.decode(m.group(5))));
    }

    String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memoryKib(),
                        cost.iterations(),
                        cost.lanes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(tag));
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(tag, argon2id(password, cost, salt, tag.length));
    }

    /** Composed form first (RFC 8265, 4.2): the same password typed on two keyboards must give the same bytes. */
    private static byte[] argon2id(String password, Cost cost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8), tag);
        return tag;
    }
}
