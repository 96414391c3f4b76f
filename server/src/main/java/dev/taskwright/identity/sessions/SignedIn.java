package dev.taskwright.identity.sessions;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.crypto.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The person behind a browser.
 *
 * @param sessionId names the session from the first sign-in to the sign-out in one browser; opens nothing
 * @param authenticatedAt when they last proved who they are ({@code auth_time} of OpenID Connect)
 * @param methods how they did it, by the names of RFC 8176 ({@code amr})
 */
public record SignedIn(User user, String sessionId, Instant authenticatedAt, Set<String> methods) {
    /** With a password and nothing else. */
    public static final Set<String> BY_PASSWORD = Set.of("pwd");

    /** With a password and a code that opens once. */
    public static final Set<String> BY_PASSWORD_AND_CODE = Set.of("pwd", "otp", "mfa");

    /** With a passkey that asked for a finger, face or PIN: one that may be on several devices, and one that is not. */
    public static final Set<String> BY_SYNCED_PASSKEY = Set.of("swk", "user", "mfa");

    public static final Set<String> BY_DEVICE_PASSKEY = Set.of("hwk", "user", "mfa");

    /** How long ago a proof may be for acts that need more than a session. */
    private static final Duration RECENT = Duration.ofMinutes(15);

    /** Copies the methods. */
    public SignedIn {
        methods = Set.copyOf(methods);
    }

    /** Whether the person proved who they are just now. */
    public boolean isRecent(Instant now) {
        return authenticatedAt.plus(RECENT).isAfter(now);
    }

    public UserId userId() {
        return user.id();
    }

    /** What apps may compare to see whether the session is still the same; says nothing about it. */
    public String browserState() {
        return Digests.sha256Base64Url("browser state of " + sessionId);
    }

    /** As a caller of the product's acts: a session lets its person do all that they may. */
    public Caller.Person caller() {
        Set<Scope> scopes = new HashSet<>(Set.of(Scope.API1, Scope.API2, Scope.AUTH, Scope.MCP));
        if (user.admin()) {
            scopes.add(Scope.ADMIN);
        }
        return new Caller.Person(user.id(), user.handle(), scopes, "session");
    }
}
