package dev.taskwright.oauth.backchannel;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.signin.GuessLimit;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.db.Db;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code that a person gives to the apps that may ask them: CIBA Core, 7.1, {@code user_code}. Nobody needs one; who
 * has set one is asked by nobody who does not know it.
 */
public final class UserCodes {
    static final int SHORTEST = 4;
    static final int LONGEST = 64;

    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{" + SHORTEST + "," + LONGEST + "}");

    private final Db db;
    private final Passwords passwords;
    private final GuessLimit limit;
    private final BackchannelStore store = new BackchannelStore();

    public UserCodes(Db db, Passwords passwords, GuessLimit limit) {
        this.db = db;
        this.passwords = passwords;
        this.limit = limit;
    }

    /** Whether a code may look like this: printable ASCII without spaces. */
    static boolean isCode(String text) {
        return SHAPE.matcher(text).matches();
    }

    boolean isSet(UserId person) {
        return db.read(tx -> store.userCode(tx, person)).isPresent();
    }

    void set(UserId person, String code) {
        String hash = passwords.hash(code);
        db.write(tx -> {
            store.setUserCode(tx, person, hash);
            return person;
        });
    }

    boolean remove(UserId person) {
        return db.write(tx -> store.deleteUserCode(tx, person));
    }

    /**
     * @param address numeric, of the app
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code missing_user_code}, {@code invalid_user_code}
     * @throws dev.taskwright.base.ProblemException {@code TooMany} after too many wrong ones
     */
    void require(UserId person, @Nullable String sent, String address) {
        Optional<String> hash = db.read(tx -> store.userCode(tx, person));
        if (hash.isEmpty()) {
            return;
        }
        if (sent == null) {
            throw BackchannelError.missingUserCode();
        }
        try (GuessLimit.Attempt attempt = limit.begin("backchannel user code of person " + person, address)) {
            if (!passwords.check(sent, hash.get()).matches()) {
                attempt.failed();
                throw BackchannelError.wrongUserCode();
            }
            attempt.succeeded();
        }
    }
}
