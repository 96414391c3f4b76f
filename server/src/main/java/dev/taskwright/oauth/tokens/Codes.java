package dev.taskwright.oauth.tokens;

import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** Authorization codes: RFC 6749, 4.1.2. Good once, for {@link #LIFETIME}, for the app and address they were made for. */
public final class Codes {
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String WORDS = "the code is unknown, expired, already used or was issued for another request";
    private static final int ID_LENGTH = 22;

    private final RandomTokens random;
    private final Users users;
    private final InstantSource clock;
    private final RefreshFamilies families;
    private final Revocations revocations;
    private final CodeStore store = new CodeStore();
    private final AuthorizationStore authorizations = new AuthorizationStore();

    public Codes(
            RandomTokens random, Users users, InstantSource clock, RefreshFamilies families, Revocations revocations) {
        this.random = random;
        this.users = users;
        this.clock = clock;
        this.families = families;
        this.revocations = revocations;
    }

    /** Makes a code; to be called before the transaction that {@linkplain #issue issues} it. */
    public PreparedCode prepare(CodeTerms terms) {
        String value = random.token256();
        return new PreparedCode(
                value, Digests.sha256Base64Url(value), random.base62(ID_LENGTH), random.base62(ID_LENGTH), terms);
    }

    /**
     * Makes the code good. The person's consent must be held by the same transaction.
     *
     * @return what the code stands for, without a refresh token: for tokens that go with it to the browser
     */
    public Rights issue(Tx tx, PreparedCode code) {
        Instant now = clock.instant();
        CodeTerms terms = code.terms();
        AuthorizationStore.Parties parties =
                new AuthorizationStore.Parties(terms.user(), terms.client(), terms.sessionDigest());
        Rights rights = new Rights(
                authorizations.upsert(tx, parties, code.authorizationId(), now),
                code.lineage(),
                terms.user(),
                terms.scopes(),
                terms.authentication(),
                terms.claims(),
                terms.nonce(),
                null,
                terms.bounds(),
                null,
                null);
        store.insert(tx, code, rights, now.plus(LIFETIME));
        return rights;
    }

    /**
     * Exchanges a code. A second use ends everything the first one brought: RFC 6749, 4.1.2; RFC 9700, 4.5. The
     * transaction must be committed whatever the answer.
     */
    public Exchange redeem(Tx tx, PresentedCode presented) {
        Instant now = clock.instant();
        Optional<CodeStore.Row> found = store.find(tx, presented.digest());
        // The parent's row is locked first, in the order in which a withdrawn consent deletes them.
        if (found.isEmpty() || !authorizations.touch(tx, found.get().rights().authorizationId(), now)) {
            return refused("no such code");
        }
        CodeStore.Row code = found.get();
        if (users.find(tx, code.rights().user())
                .filter(user -> !user.disabled())
                .isEmpty()) {
            return refused("the person is disabled");
        }
        if (isProven(code, presented) && store.redeem(tx, presented, now)) {
            return new Exchange.Granted(rights(tx, code, presented, now));
        }
        // Read again: between the first read and the lock another request may have used it.
        CodeStore.Row after = store.find(tx, presented.digest()).orElse(code);
        if (after.isRedeemed() && after.client().equals(presented.client())) {
            revocations.codeReused(tx, after.rights());
        }
        return refused(reason(after, presented, now));
    }

    /** Removes codes that have expired; returns how many. */
    int forget(Tx tx) {
        return store.forget(tx, clock.instant());
    }

    private Rights rights(Tx tx, CodeStore.Row code, PresentedCode presented, Instant now) {
        // from here on bound to the key of this request, whether or not the code was
        Rights rights = code.rights().within(code.rights().bounds().boundTo(presented.binding()));
        boolean refreshes = presented.mayRefresh() && rights.scopes().contains(Scope.OFFLINE_ACCESS);
        return refreshes ? rights.with(families.start(tx, rights, now)) : rights;
    }

    private static String reason(CodeStore.Row code, PresentedCode presented, Instant now) {
        if (!code.client().equals(presented.client())) {
            return "code of another app";
        }
        if (code.isRedeemed()) {
            return "code used a second time";
        }
        if (!code.expiresAt().isAfter(now)) {
            return "code expired";
        }
        if (!code.redirectUri().equals(presented.redirectUri())) {
            return "other redirect_uri than at the authorization";
        }
        if (!Objects.equals(code.challenge(), presented.answered())) {
            return "code_verifier does not answer the challenge";
        }
        if (!isProven(code, presented)) {
            return "other key than the code is bound to";
        }
        return "code lost to a request at the same moment";
    }

    /** RFC 9449, 10: a code that names a key is good with a proof of that key only. */
    private static boolean isProven(CodeStore.Row code, PresentedCode presented) {
        Confirmation needed = code.rights().bounds().binding();
        return needed == null || needed.equals(presented.binding());
    }

    private static Exchange refused(String detail) {
        return Exchange.Refused.invalidGrant(WORDS, detail);
    }
}
