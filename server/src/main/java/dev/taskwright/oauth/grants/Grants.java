package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.authentication.ClientForm;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.SecurityRules;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the grant that a request names, if the app may use it: RFC 6749, 5.2. */
final class Grants implements ClientEndpoint.Act {
    private final Map<GrantType, Grant> grants = new EnumMap<>(GrantType.class);

    Grants(List<Grant> grants) {
        grants.forEach(grant -> this.grants.put(grant.type(), grant));
    }

    /** What discovery may promise. */
    Set<GrantType> promised() {
        return grants.values().stream()
                .filter(Grant::isForEverybody)
                .map(Grant::type)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public byte[] answer(ClientCall request) {
        Grant grant = Optional.of(request.require("grant_type"))
                .flatMap(GrantType::of)
                .map(grants::get)
                .orElseThrow(Grants::unsupported);
        if (!request.client().grants().contains(grant.type())) {
            throw grant.isOffered()
                    ? new OAuthException(OAuthError.unauthorizedClient("the app is not registered for this grant_type"))
                    : unsupported();
        }
        requireBinding(request);
        return TokenJson.bytes(grant.answer(request));
    }

    /** RFC 9449, 5.2; RFC 8705, 3.4: an app that wants its tokens bound gets no others. */
    private static void requireBinding(ClientCall request) {
        SecurityRules rules = request.client().metadata().security();
        Optional<Confirmation.Kind> proven = request.binding().map(Confirmation::kind);
        if (rules.bindsToDpop() && proven.filter(Confirmation.Kind.JKT::equals).isEmpty()) {
            throw new OAuthException(OAuthError.invalidDpopProof("the DPoP proof is missing"));
        }
        if (rules.bindsToCertificate()
                && proven.filter(Confirmation.Kind.X5T_S256::equals).isEmpty()) {
            throw new OAuthException(
                    OAuthError.invalidRequest("the client certificate is missing that the tokens are bound to"));
        }
    }

    /** Some software does not keep its secret for later; the operator may let it refresh all the same. */
    @Override
    public boolean excuses(Client client, ClientForm form) {
        return client.permissions().refreshesWithoutSecret()
                && form.find("grant_type")
                        .filter(GrantType.REFRESH_TOKEN.word()::equals)
                        .isPresent();
    }

    @Override
    public Optional<ClientId> impliedClient(ClientForm form) {
        return form.find("grant_type")
                .flatMap(GrantType::of)
                .map(grants::get)
                .flatMap(grant -> grant.impliedClient(form));
    }

    private static OAuthException unsupported() {
        return new OAuthException(OAuthError.unsupportedGrantType("grant_type is not one that this server offers"));
    }
}
