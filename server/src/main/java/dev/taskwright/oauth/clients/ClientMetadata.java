package dev.taskwright.oauth.clients;

/** What an app registered about itself beside its {@link Permissions} and its {@link ClientProof}. */
public record ClientMetadata(
        Display display,
        SignInRules signIn,
        MessageRules messages,
        SubjectRule subject,
        LogoutRules logout,
        ClientKeys keys,
        Software software) {

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
