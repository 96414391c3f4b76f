package dev.taskwright.oauth.tokens;

import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Refresh tokens: RFC 6749, 6; RFC 9700, 4.14. A token is good once; a family of them is one row. */
public final class RefreshFamilies {
    /** One session of one app rarely needs two; the rest are installations that share a client id. */
    private static final int MOST_PER_AUTHORIZATION = 10;

    /** Over all sessions of a person: an app that starts afresh each time must not fill the table for a month. */
    private static final int MOST_PER_PERSON = 100;

    private static final String WORDS = "the refresh token is unknown, expired, already used or revoked";

    private final SecretKey key;
    private final Users users;
    private final InstantSource clock;
    private final Revocations revocations;
    private final RefreshFamilyStore store = new RefreshFamilyStore();

    /** @param key the same on every node, used for nothing else */
    public RefreshFamilies(SecretKey key, Users users, InstantSource clock, Revocations revocations) {
        this.key = key;
        this.users = users;
        this.clock = clock;
        this.revocations = revocations;
    }

    /** The token that a text stands for; empty when this server did not make it. Costs no look at the database. */
    public Optional<RefreshToken> read(String text) {
        return RefreshToken.read(text, key);
    }

    /** The text that an app gets for a token; always the same. */
    public String write(RefreshToken token) {
        return token.write(key);
    }

    /**
     * Exchanges a refresh token. The transaction must be committed whatever the answer.
     *
     * @param wanted the scopes asked for; null for all that the family has: RFC 6749, 6. Asking for more leaves the
     *     token as it was
     * @param binding the key that the request has proven, to which the access token is bound. A public app has nothing
     *     else to prove itself by: its refresh token is good with the key alone that it was issued for (RFC 9449, 5)
     */
    public Exchange refresh(
            Tx tx, Client client, RefreshToken token, @Nullable ScopeSet wanted, @Nullable Confirmation binding) {
        Optional<RefreshFamily> found = store.find(tx, token.lineage());
        if (found.isEmpty() || !found.get().client().equals(client.id())) {
            return refused("no such family for this app");
        }
        RefreshFamily family = found.get();
        if (users.find(tx, family.rights().user())
                .filter(user -> !user.disabled())
                .isEmpty()) {
            return refused("the person is disabled");
        }
        if (wanted != null && !family.rights().scopes().containsAll(wanted)) {
            return new Exchange.Refused(
                    OAuthError.invalidScope("the refresh token does not cover a scope asked for"), "wider scope");
        }
        if (client.isPublic() && isOfAnotherKey(family, binding)) {
            return refused("other key than family " + family.lineage() + " is bound to");
        }
        Instant now = clock.instant();
        int step = client.refreshPolicy() == RefreshPolicy.ROTATE ? 1 : 0;
        if (store.use(tx, token, step, now)) {
            return granted(family, step == 1 ? token.successor() : token, wanted, binding);
        }
        // Read again: between the first read and the attempt another request may have rotated it.
        return afterFailure(tx, store.find(tx, token.lineage()).orElse(family), token, wanted, binding);
    }

    /**
     * A token that its app could exchange now.
     *
     * @param until when it ends if it is not used
     */
    public record Live(Rights rights, Instant until) {}

    /** Empty when the token is another app's, or anything but the newest of a family that holds. */
    public Optional<Live> live(Tx tx, Client client, RefreshToken token) {
        return store.find(tx, token.lineage())
                .filter(family -> family.client().equals(client.id()))
                .filter(family -> family.judge(token.generation(), clock.instant()) == RefreshFamily.Verdict.CURRENT)
                .filter(family -> users.find(tx, family.rights().user())
                        .filter(user -> !user.disabled())
                        .isPresent())
                .map(family -> new Live(family.rights(), family.until()));
    }

    /** The app that the token was issued to; empty when its family is gone. */
    public Optional<ClientId> owner(Tx tx, RefreshToken token) {
        return store.find(tx, token.lineage()).map(RefreshFamily::client);
    }

    /**
     * Ends the token's family and every access token of its lineage, whichever generation it is: RFC 7009, 2.1.
     *
     * @return false when the token is another app's, and nothing happened
     */
    public boolean revoke(Tx tx, Client client, RefreshToken token) {
        Optional<RefreshFamily> family = store.find(tx, token.lineage());
        boolean isOwn = family.isEmpty() || family.get().client().equals(client.id());
        if (isOwn && family.isPresent()) {
            revocations.refreshRevoked(tx, family.get());
        }
        return isOwn;
    }

    private Exchange afterFailure(
            Tx tx,
            RefreshFamily family,
            RefreshToken token,
            @Nullable ScopeSet wanted,
            @Nullable Confirmation binding) {
        RefreshFamily.Verdict verdict = family.judge(token.generation(), clock.instant());
        return switch (verdict) {
            case RETRY -> granted(family, token.successor(), wanted, binding);
            case REUSE -> {
                revocations.refreshReused(tx, family);
                yield refused("reuse of generation " + token.generation() + " of " + family.lineage());
            }
            case CURRENT, UNKNOWN, EXPIRED, REVOKED -> refused(verdict + " family " + family.lineage());
        };
    }

    /** Starts the family of a lineage; returns its first token. */
    RefreshToken start(Tx tx, Rights rights, Instant now) {
        store.insert(tx, rights, now);
        store.keepNewest(tx, rights, MOST_PER_AUTHORIZATION);
        store.keepNewestOfPerson(tx, rights, MOST_PER_PERSON);
        return new RefreshToken(rights.lineage(), 0);
    }

    /** Removes families whose last access token has expired too; returns how many. */
    int forget(Tx tx, Duration accessLifetime) {
        return store.forget(tx, clock.instant().minus(accessLifetime));
    }

    private static boolean isOfAnotherKey(RefreshFamily family, @Nullable Confirmation binding) {
        Confirmation needed = family.rights().bounds().binding();
        return needed != null && !needed.equals(binding);
    }

    private static Exchange granted(
            RefreshFamily family, RefreshToken next, @Nullable ScopeSet wanted, @Nullable Confirmation binding) {
        Bounds bounds = family.rights().bounds().boundTo(binding);
        Rights rights = family.rights().with(next).within(bounds);
        return new Exchange.Granted(wanted == null ? rights : rights.narrowed(wanted));
    }

    private static Exchange refused(String detail) {
        return Exchange.Refused.invalidGrant(WORDS, detail);
    }
}
