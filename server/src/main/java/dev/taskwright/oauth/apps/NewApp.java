package dev.taskwright.oauth.apps;

import dev.taskwright.oauth.clients.ClientKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to register, in the words of the command line and the console; nothing checked yet.
 *
 * @param owner handle of the person who answers for it
 * @param kind a word of {@link ClientKind}
 * @param scope the most it may ask for, space-delimited; null for the usual of its kind
 * @param defaultScope what it gets when it asks for nothing in particular; null for the usual
 * @param grants words of {@link dev.taskwright.oauth.protocol.GrantType}; empty for the usual of its kind
 * @param responseTypes words of {@link dev.taskwright.oauth.protocol.ResponseType}; empty for the usual
 */
public record NewApp(
        String owner,
        String name,
        String kind,
        List<String> redirectUris,
        @Nullable String scope,
        @Nullable String defaultScope,
        List<String> grants,
        List<String> responseTypes) {

    /** Copies the lists. */
    public NewApp {
        redirectUris = List.copyOf(redirectUris);
        grants = List.copyOf(grants);
        responseTypes = List.copyOf(responseTypes);
    }

    /** A server-side app with one address and everything else as usual. */
    public static NewApp web(String owner, String name, String redirectUri) {
        return new NewApp(owner, name, "web", List.of(redirectUri), null, null, List.of(), List.of());
    }
}
