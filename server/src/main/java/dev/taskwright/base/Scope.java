package dev.taskwright.base;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** One scope token (RFC 6749, 3.3): what a credential lets its bearer do. */
public record Scope(String value) {
    public static final Scope OPENID = new Scope("openid");
    public static final Scope PROFILE = new Scope("profile");
    public static final Scope EMAIL = new Scope("email");
    public static final Scope PHONE = new Scope("phone");
    public static final Scope ADDRESS = new Scope("address");
    public static final Scope OFFLINE_ACCESS = new Scope("offline_access");
    /** REST API v1. */
    public static final Scope API1 = new Scope("api1");
    /** Action API v2, and v1 as long as there is no v2. */
    public static final Scope API2 = new Scope("api2");
    /** The account's own operations. */
    public static final Scope AUTH = new Scope("auth");
    /** The operator's operations. */
    public static final Scope ADMIN = new Scope("admin");

    public static final Scope MCP = new Scope("mcp");

    public Scope {
        if (value.isEmpty() || !value.chars().allMatch(Scope::isScopeCharacter)) {
            throw new IllegalArgumentException("a scope is one or more of the characters of RFC 6749, 3.3");
        }
    }

    private static boolean isScopeCharacter(int c) {
        return c == 0x21 || (c >= 0x23 && c <= 0x5B) || (c >= 0x5D && c <= 0x7E);
    }

    /** The scopes of a space-delimited text, in its order, each once; IllegalArgumentException when one is malformed. */
    public static Set<Scope> parse(String text) {
        Set<Scope> scopes = new LinkedHashSet<>();
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                scopes.add(new Scope(word));
            }
        }
        return scopes;
    }

    /** The space-delimited form of some scopes, in their order. */
    public static String join(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::value).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return value;
    }
}
