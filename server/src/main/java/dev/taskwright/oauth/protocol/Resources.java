package dev.taskwright.oauth.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where tokens are for, when an app says so: resource indicators, RFC 8707. Known are the APIs of this server and the server
 * itself, each an address; a stroke at its end makes no difference.
 */
public final class Resources {
    private static final int MOST = 10;
    private static final int LONGEST = 2_000;

    private final Issuer issuer;
    private final ScopeCatalog catalog;

    public Resources(Issuer issuer, ScopeCatalog catalog) {
        this.issuer = issuer;
        this.catalog = catalog;
    }

    /**
     * The known addresses that a request names.
     *
     * @param named each value of {@code resource}
     * @throws OAuthException {@code invalid_target} for one that is malformed, relative, has a fragment, or is not known
     */
    public List<String> read(List<String> named) {
        if (named.size() > MOST) {
            throw refused("more than " + MOST + " resources are named");
        }
        List<String> known = new ArrayList<>();
        for (String each : named) {
            String address =
                    known(each).orElseThrow(() -> refused("resource is not the address of an API of this server"));
            if (!known.contains(address)) {
                known.add(address);
            }
        }
        return known;
    }

    /**
     * What of a grant a request is about.
     *
     * @param granted those that the grant was bound to; empty for wherever its scopes lead
     * @param scopes of the grant
     * @param wanted known ones, as {@link #read} gives them; none for all of the grant
     * @throws OAuthException {@code invalid_target} for one that is beyond the grant
     */
    public List<String> within(List<String> granted, ScopeSet scopes, List<String> wanted) {
        if (wanted.isEmpty()) {
            return granted;
        }
        List<String> reach = granted.isEmpty() ? usual(scopes) : granted;
        if (!wanted.stream().allMatch(each -> reach.stream().anyMatch(wide -> covers(wide, each)))) {
            throw refused("resource is beyond what was granted");
        }
        return wanted;
    }

    /** Of some scopes those that mean something at these resources: those of other APIs are left out (RFC 8707, 2.2). */
    public ScopeSet scopesAt(List<String> resources, ScopeSet scopes) {
        return resources.isEmpty()
                ? scopes
                : ScopeSet.of(scopes.scopes().stream()
                        .filter(scope -> catalog.find(scope)
                                .map(ScopeCatalog.Offer::resource)
                                .map(issuer::at)
                                .map(api -> resources.stream().anyMatch(wide -> covers(wide, api)))
                                .orElse(true))
                        .toList());
    }

    /** Where tokens with these scopes are for, when nobody says it. */
    private List<String> usual(ScopeSet scopes) {
        List<String> apis = catalog.resources(scopes).stream().map(issuer::at).toList();
        return apis.isEmpty() ? List.of(issuer.value()) : apis;
    }

    private Optional<String> known(String named) {
        if (named.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(named);
            String address = named.endsWith("/") ? named.substring(0, named.length() - 1) : named;
            boolean isKnown = uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && (address.equals(issuer.value())
                            || catalog.resources(catalog.all()).stream()
                                    .map(issuer::at)
                                    .anyMatch(address::equals));
            return isKnown ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** An address covers everything below it. */
    private static boolean covers(String wide, String narrow) {
        return narrow.equals(wide) || narrow.startsWith(wide + "/");
    }

    private static OAuthException refused(String description) {
        return new OAuthException(OAuthError.invalidTarget(description));
    }
}
