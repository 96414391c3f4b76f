package dev.taskwright.oauth.requests;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientProof;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.clients.SignInRules;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseMode;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Apps that no database knows, for tests of pure rules. */
public final class Callers {
    private Callers() {}

    /** A native app with one address. */
    public static Client at(String redirectUri) {
        return at(redirectUri, ScopeSet.EMPTY, ScopeSet.EMPTY);
    }

    static Client at(String redirectUri, ScopeSet allowed, ScopeSet usual) {
        return new Client(
                new ClientId("quill"),
                ClientKind.NATIVE,
                new UserId(1),
                Instant.EPOCH,
                new Permissions(
                        List.of(new RedirectUri(redirectUri)),
                        allowed,
                        usual,
                        Set.of(GrantType.AUTHORIZATION_CODE),
                        Set.of(ResponseType.CODE),
                        RefreshPolicy.ROTATE,
                        false),
                new ClientProof(Set.of(AuthenticationMethod.NONE), List.of()),
                ClientMetadata.named("Quill"));
    }

    /** An app that may ask for an ID token and the profile, with other metadata. */
    static Client with(SignInRules rules, MessageRules messages, ClientKeys keys) {
        ScopeSet scopes = ScopeSet.of(Scope.OPENID, Scope.PROFILE);
        Client plain = at("https://app.example/cb", scopes, scopes);
        ClientMetadata usual = plain.metadata();
        return new Client(
                plain.id(),
                plain.kind(),
                plain.owner(),
                plain.createdAt(),
                plain.permissions(),
                plain.proof(),
                new ClientMetadata(
                        usual.display(),
                        rules,
                        messages,
                        usual.subject(),
                        usual.logout(),
                        keys,
                        usual.software(),
                        usual.security(),
                        usual.backchannel(),
                        usual.answersFor(),
                        usual.mayAct()));
    }

    /** That address, trusted because the app registered it. */
    public static TrustedRedirect trusted(String redirectUri, @Nullable String state) {
        return trusted(redirectUri, state, ResponseMode.QUERY);
    }

    public static TrustedRedirect trusted(String redirectUri, @Nullable String state, ResponseMode mode) {
        return TrustedRedirect.registered(at(redirectUri), redirectUri, state, false)
                .orElseThrow()
                .by(mode);
    }
}
