package dev.taskwright.oauth.clients;

import org.jspecify.annotations.Nullable;

/** What an app registered about itself beside its {@link Permissions} and its {@link ClientProof}. */
public record ClientMetadata(
        Display display,
        SignInRules signIn,
        MessageRules messages,
        SubjectRule subject,
        LogoutRules logout,
        ClientKeys keys,
        Software software) {

    /** The same, shown with this picture. */
    public ClientMetadata withLogo(@Nullable String logo) {
        return new ClientMetadata(display.withLogo(logo), signIn, messages, subject, logout, keys, software);
    }

    /** An app that has a name and leaves everything else as usual. */
    public static ClientMetadata named(String name) {
        return new ClientMetadata(
                Display.named(name),
                SignInRules.USUAL,
                MessageRules.USUAL,
                SubjectRule.USUAL,
                LogoutRules.NONE,
                ClientKeys.NONE,
                Software.UNKNOWN);
    }
}
