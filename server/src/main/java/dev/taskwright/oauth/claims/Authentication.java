package dev.taskwright.oauth.claims;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When and how a person proved who they are: the claims {@code auth_time}, {@code acr} and {@code amr} of OpenID Connect
 * Core, 2.
 *
 * @param amr the methods used, by their names in RFC 8176; in alphabetical order
 */
public record Authentication(Instant at, Set<String> amr) {
    /** What a password alone comes to. */
    public static final String BY_PASSWORD = "urn:taskwright:acr:password";

    /** What a password and a second factor together come to. */
    public static final String BY_SEVERAL_FACTORS = "urn:taskwright:acr:mfa";

    /** What a passkey comes to: OpenID Connect Extended Authentication Profile ACR Values, 2. */
    public static final String BY_PASSKEY = "phr";

    /** Nobody has proven anything: an app acts while the person is away. */
    public static final Authentication NONE = new Authentication(Instant.EPOCH, Set.of());

    private static final String SEVERAL = "mfa";

    /** RFC 8176, 2: proof of a key in hardware, and in software. */
    private static final Set<String> KEYS = Set.of("hwk", "swk");

    /** Copies and sorts. */
    public Authentication {
        amr = Collections.unmodifiableSet(new TreeSet<>(amr));
    }

    /** Reads what {@link #methods} wrote. */
    public static Authentication stored(Instant at, String methods) {
        return new Authentication(at, Set.of(methods.split(" ", -1)));
    }

    /** Every {@link #acr} that there can be, the weakest first. */
    public static List<String> acrs() {
        return List.of(BY_PASSWORD, BY_SEVERAL_FACTORS, BY_PASSKEY);
    }

    /** How much the proof is worth; empty for none. */
    public String acr() {
        if (amr.isEmpty()) {
            return "";
        }
        if (!Collections.disjoint(amr, KEYS)) {
            return BY_PASSKEY;
        }
        return amr.contains(SEVERAL) ? BY_SEVERAL_FACTORS : BY_PASSWORD;
    }

    /** The best of the {@code wanted} that the proof is worth too, since a strong one is also a weak one; empty for none. */
    public Optional<String> acr(Set<String> wanted) {
        List<String> known = acrs();
        return known.subList(0, known.indexOf(acr()) + 1).reversed().stream()
                .filter(wanted::contains)
                .findFirst();
    }

    /** The methods separated by one space, for storage. */
    public String methods() {
        return String.join(" ", amr);
    }
}
