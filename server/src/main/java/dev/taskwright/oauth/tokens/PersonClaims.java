package dev.taskwright.oauth.tokens;

import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an app learns about a person, by scope: OpenID Connect Core, 5.1 and 5.4; and SmartTask's spellings. */
public final class PersonClaims {
    private PersonClaims() {}

    /**
     * The claims of these scopes. {@code picture} is there and null when the person has none, which readers of
     * SmartTask's contract expect.
     */
    public static Map<String, @Nullable Object> of(User user, ScopeSet scopes) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.id().toString());
        claims.put("userid", user.id().toString());
        if (scopes.contains(Scope.EMAIL)) {
            claims.put("email", user.email());
            claims.put("email_verified", user.emailVerified());
        }
        if (scopes.contains(Scope.PROFILE)) {
            claims.put("name", user.name());
            claims.put("fullname", user.name());
            claims.put("preferred_username", user.handle());
            claims.put("picture", user.pictureUrl());
        }
        return claims;
    }
}
