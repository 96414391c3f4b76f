package dev.taskwright.oauth.claims;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.SubjectType;
import dev.taskwright.platform.crypto.Digests;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;

/** The {@code sub} that an app sees of a person: OpenID Connect Core, 8. */
public final class Subjects {
    private final SecretKey key;

    /** @param key the same on every node and for ever: another one would make everybody a stranger */
    public Subjects(SecretKey key) {
        this.key = key;
    }

    public static boolean isPairwise(Client client) {
        return client.metadata().subject().type() == SubjectType.PAIRWISE;
    }

    /** The person's number; for a pairwise app 43 characters that no other sector sees (8.1). */
    public String of(Client client, UserId user) {
        return isPairwise(client) ? Digests.hmacSha256Base64Url(key, sector(client) + "\0" + user) : user.toString();
    }

    /**
     * 8.1: the host of the sector's document, or of the redirect URIs. Registration sees to it that it is one host; an
     * app whose addresses have none, or more, is a sector of its own.
     */
    private static String sector(Client client) {
        URI document = client.metadata().subject().sectorIdentifierUri();
        if (document != null) {
            return document.getHost();
        }
        List<String> hosts = client.redirectUris().stream()
                .map(RedirectUri::value)
                .map(value -> URI.create(value).getHost())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return hosts.size() == 1 ? hosts.getFirst() : "client " + client.id();
    }
}
