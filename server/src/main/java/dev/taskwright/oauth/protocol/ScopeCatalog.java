package dev.taskwright.oauth.protocol;

import dev.taskwright.base.Scope;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scopes this server knows. Those of OpenID Connect are here; those of the APIs are handed over by the wiring,
 * because this wing does not know what the other one serves.
 */
public final class ScopeCatalog {

    /**
     * One scope.
     *
     * @param scope the word
     * @param resource path of the API it opens below the issuer ({@code /api/v1}); null when it opens none
     * @param meaning what it lets an app do, completing "This app will be able to …"
     */
    public record Offer(Scope scope, @Nullable String resource, String meaning) {}

    private static final List<Offer> OPENID = List.of(
            new Offer(Scope.OPENID, null, "know that it is you who signs in"),
            new Offer(Scope.PROFILE, null, "see your name, handle and picture"),
            new Offer(Scope.EMAIL, null, "see your e-mail address"),
            new Offer(Scope.PHONE, null, "see your phone number"),
            new Offer(Scope.ADDRESS, null, "see your postal address"),
            new Offer(Scope.OFFLINE_ACCESS, null, "keep this access while you are away, until you withdraw it"));

    private final Map<Scope, Offer> offers = new LinkedHashMap<>();

    /** @param apis the scopes of the APIs this server serves */
    public ScopeCatalog(List<Offer> apis) {
        OPENID.forEach(offer -> offers.put(offer.scope(), offer));
        apis.forEach(offer -> offers.put(offer.scope(), offer));
    }

    /** Every scope, OpenID Connect's first. */
    public ScopeSet all() {
        return ScopeSet.of(offers.keySet());
    }

    public Optional<Offer> find(Scope scope) {
        return Optional.ofNullable(offers.get(scope));
    }

    /** What each of these lets an app do, in words. */
    public List<String> meanings(ScopeSet scopes) {
        return scopes.scopes().stream()
                .map(scope -> find(scope).map(Offer::meaning).orElseGet(() -> "use “" + scope.value() + "”"))
                .toList();
    }

    /** Those that open an API: the ones that mean something without a person. */
    public ScopeSet ofApis(ScopeSet scopes) {
        return ScopeSet.of(scopes.scopes().stream()
                .filter(scope -> find(scope).map(Offer::resource).isPresent())
                .toList());
    }

    /** The first scope of the set that this server does not know. */
    public Optional<Scope> unknownIn(ScopeSet scopes) {
        return scopes.scopes().stream().filter(s -> !offers.containsKey(s)).findFirst();
    }

    /** Paths of the APIs these scopes open, without repetition; empty when they open none. */
    public Set<String> resources(ScopeSet scopes) {
        Set<String> resources = new LinkedHashSet<>();
        for (Scope scope : scopes.scopes()) {
            Offer offer = offers.get(scope);
            if (offer != null && offer.resource() != null) {
                resources.add(offer.resource());
            }
        }
        return resources;
    }
}
