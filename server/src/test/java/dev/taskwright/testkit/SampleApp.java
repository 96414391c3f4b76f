package dev.taskwright.testkit;

import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.BackchannelRules;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientProof;
import dev.taskwright.oauth.clients.Display;
import dev.taskwright.oauth.clients.LogoutRules;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.clients.SecurityRules;
import dev.taskwright.oauth.clients.SignInRules;
import dev.taskwright.oauth.clients.Software;
import dev.taskwright.oauth.clients.SubjectRule;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An app that no database knows, for what only looks at its registration. */
public final class SampleApp {
    private SampleApp() {}

    public static Client usual() {
        return with(SubjectRule.USUAL, MessageRules.USUAL, ClientKeys.NONE);
    }

    public static Client with(SubjectRule subject, String... redirectUris) {
        return app(subject, MessageRules.USUAL, ClientKeys.NONE, List.of(redirectUris));
    }

    public static Client with(SubjectRule subject, MessageRules messages, ClientKeys keys) {
        return app(subject, messages, keys, List.of(Provider.CALLBACK));
    }

    public static Client heldTo(SecurityProfile profile) {
        return with(usual().metadata().withSecurity(SecurityRules.of(profile)));
    }

    public static Client with(ClientMetadata metadata) {
        Client usual = usual();
        return new Client(
                usual.id(),
                usual.kind(),
                usual.owner(),
                usual.createdAt(),
                usual.permissions(),
                usual.proof(),
                metadata);
    }

    private static Client app(SubjectRule subject, MessageRules messages, ClientKeys keys, List<String> redirectUris) {
        return new Client(
                new ClientId("sample"),
                ClientKind.WEB,
                null,
                Instant.EPOCH,
                new Permissions(
                        redirectUris.stream().map(RedirectUri::new).toList(),
                        ScopeSet.EMPTY,
                        ScopeSet.EMPTY,
                        Set.of(GrantType.AUTHORIZATION_CODE),
                        Set.of(ResponseType.CODE),
                        RefreshPolicy.ROTATE,
                        false),
                new ClientProof(Set.of(AuthenticationMethod.CLIENT_SECRET_BASIC), List.of()),
                new ClientMetadata(
                        Display.named("Sample"),
                        SignInRules.USUAL,
                        messages,
                        subject,
                        LogoutRules.NONE,
                        keys,
                        Software.UNKNOWN,
                        SecurityRules.USUAL,
                        BackchannelRules.USUAL,
                        List.of(),
                        null));
    }
}
