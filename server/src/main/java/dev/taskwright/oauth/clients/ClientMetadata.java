package dev.taskwright.oauth.clients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app registered about itself beside its {@link Permissions} and its {@link ClientProof}.
 *
 * @param answersFor addresses of the resources that it answers for: it may ask about access tokens that have one of them
 *     as audience (RFC 7662, 4). Only the operator says so
 * @param mayAct the app that may exchange this one's tokens and act with them (RFC 8693, 4.4); null for none. The same
 */
public record ClientMetadata(
        Display display,
        SignInRules signIn,
        MessageRules messages,
        SubjectRule subject,
        LogoutRules logout,
        ClientKeys keys,
        Software software,
        SecurityRules security,
        BackchannelRules backchannel,
        List<String> answersFor,
        @Nullable String mayAct) {

    /** Copies the list. */
    public ClientMetadata {
        answersFor = List.copyOf(answersFor);
    }

    /** The same, shown otherwise. */
    public ClientMetadata withDisplay(Display other) {
        return new ClientMetadata(
                other, signIn, messages, subject, logout, keys, software, security, backchannel, answersFor, mayAct);
    }

    /** The same with other messages. */
    public ClientMetadata withMessages(MessageRules other) {
        return new ClientMetadata(
                display, signIn, other, subject, logout, keys, software, security, backchannel, answersFor, mayAct);
    }

    /** The same with other keys. */
    public ClientMetadata withKeys(ClientKeys other) {
        return new ClientMetadata(
                display, signIn, messages, subject, logout, other, software, security, backchannel, answersFor, mayAct);
    }

    /** The same, secured otherwise. */
    public ClientMetadata withSecurity(SecurityRules other) {
        return new ClientMetadata(
                display, signIn, messages, subject, logout, keys, software, other, backchannel, answersFor, mayAct);
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
                Software.UNKNOWN,
                SecurityRules.USUAL,
                BackchannelRules.USUAL,
                List.of(),
                null);
    }
}
