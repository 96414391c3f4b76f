package dev.taskwright.oauth.registration;

import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRefused;
import dev.taskwright.platform.outbound.OutboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** OpenID Connect Registration, 5: the document at the sector's address must list every redirect URI of the app. */
final class SectorCheck {
    private static final String MEMBER = "sector_identifier_uri";

    private final Outbound outbound;

    SectorCheck(Outbound outbound) {
        this.outbound = outbound;
    }

    /** @throws ProblemException {@code Invalid} at {@code sector_identifier_uri} */
    void check(Client client) {
        URI address = client.metadata().subject().sectorIdentifierUri();
        if (address == null) {
            return;
        }
        List<?> listed = listed(address);
        for (RedirectUri uri : client.redirectUris()) {
            if (!listed.contains(uri.value())) {
                throw ProblemException.invalid(MEMBER, MEMBER + " does not list " + uri.value());
            }
        }
    }

    private List<?> listed(URI address) {
        try {
            byte[] document = outbound.fetch(OutboundRequest.get(address));
            if (Json.parse(new String(document, StandardCharsets.UTF_8)) instanceof List<?> list) {
                return list;
            }
        } catch (OutboundRefused unreachable) {
            throw ProblemException.invalid(MEMBER, MEMBER + " cannot be fetched");
        } catch (ProblemException notJson) {
            // the same answer as for JSON that is no array
        }
        throw ProblemException.invalid(MEMBER, MEMBER + " must lead to a JSON array of redirect URIs");
    }
}
