package dev.taskwright.oauth.clients;

import dev.taskwright.oauth.protocol.SubjectType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code sub} an app sees: OpenID Connect Core, 8.1.
 *
 * @param sectorIdentifierUri a document that lists the redirect URIs of the whole sector; null when the app stands alone
 */
public record SubjectRule(SubjectType type, @Nullable URI sectorIdentifierUri) {
    public static final SubjectRule USUAL = new SubjectRule(SubjectType.PUBLIC, null);
}
