package dev.taskwright.oauth.apps;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a registration may say. Each method reads one field and refuses it with {@code Problem.Invalid} at that field's
 * name.
 */
final class AppRules {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_REDIRECT_URIS = 20;

    /** SmartTask's list: the most an app may ask for unless its registration says otherwise. */
    private static final ScopeSet USUALLY_ALLOWED = ScopeSet.of(
            Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.OFFLINE_ACCESS, Scope.AUTH, Scope.API1, Scope.API2);

    private static final ScopeSet USUAL_DEFAULT = ScopeSet.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.API1);

    private static final String GRANTS =
            Stream.of(GrantType.values()).map(GrantType::word).collect(Collectors.joining(", ", "one of ", ""));

    private final ScopeCatalog catalog;
    private final boolean development;

    AppRules(ScopeCatalog catalog, boolean development) {
        this.catalog = catalog;
        this.development = development;
    }

    String name(String text) {
        String name = text.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(AppRules::isInvisible)) {
            throw ProblemException.invalid("name", "name must be 1 to 100 visible characters");
        }
        return name;
    }

    ClientKind kind(String word) {
        return ClientKind.of(word)
                .orElseThrow(() ->
                        ProblemException.invalid("kind", "kind must be web, spa, native, machine, device or mcp"));
    }

    /** The response types of these words; none for no words. */
    Set<ResponseType> responseTypes(List<String> words) {
        Set<ResponseType> types = EnumSet.noneOf(ResponseType.class);
        for (String word : words) {
            types.add(ResponseType.of(word)
                    .orElseThrow(() -> ProblemException.invalid(
                            "response_type", "response_type must be none, or made of code, id_token and token")));
        }
        return types;
    }

    /**
     * The grants of these words. Without any those that the response types need, and refreshing beside a code; without
     * response types too, the usual ones of the kind.
     */
    Set<GrantType> grants(List<String> words, ClientKind kind, Set<ResponseType> types) {
        if (words.isEmpty() && types.isEmpty()) {
            return kind.usualGrants();
        }
        Set<GrantType> grants = EnumSet.noneOf(GrantType.class);
        if (words.isEmpty()) {
            types.forEach(type -> grants.addAll(type.grants()));
            if (grants.contains(GrantType.AUTHORIZATION_CODE)) {
                grants.add(GrantType.REFRESH_TOKEN);
            }
            return grants;
        }
        for (String word : words) {
            grants.add(
                    GrantType.of(word).orElseThrow(() -> ProblemException.invalid("grant", "grant must be " + GRANTS)));
        }
        for (GrantType grant : grants) {
            if (kind.isPublic() && grant.needsProof()) {
                throw ProblemException.invalid(
                        "grant", "grant " + grant.word() + " needs a secret: kind web or machine");
            }
        }
        if (grants.equals(Set.of(GrantType.REFRESH_TOKEN))) {
            throw ProblemException.invalid("grant", "grant refresh_token needs another one that gives the first token");
        }
        return grants;
    }

    /**
     * RFC 7591, 2.1: what an app asks for and what it is registered for must fit. Unless it lists response types it has
     * {@code code}; those that put tokens into addresses are its own explicit choice.
     */
    Set<ResponseType> fitting(Set<ResponseType> types, Set<GrantType> grants) {
        if (types.isEmpty()) {
            if (grants.contains(GrantType.IMPLICIT) && !grants.contains(GrantType.AUTHORIZATION_CODE)) {
                throw ProblemException.invalid(
                        "response_type", "response_type is missing: implicit needs id_token, or token, or both");
            }
            return grants.contains(GrantType.AUTHORIZATION_CODE) ? Set.of(ResponseType.CODE) : Set.of();
        }
        for (ResponseType type : types) {
            for (GrantType needed : type.grants()) {
                if (!grants.contains(needed)) {
                    throw ProblemException.invalid(
                            "response_type", "response_type " + type.words() + " needs the grant " + needed.word());
                }
            }
        }
        return types;
    }

    List<RedirectUri> redirectUris(List<String> texts, ClientKind kind, Set<GrantType> grants) {
        boolean isAnswered = grants.contains(GrantType.AUTHORIZATION_CODE) || grants.contains(GrantType.IMPLICIT);
        if (isAnswered && texts.isEmpty()) {
            throw ProblemException.invalid("redirect_uri", "redirect_uri is missing: say where answers may go");
        }
        if (!isAnswered && !texts.isEmpty()) {
            throw ProblemException.invalid(
                    "redirect_uri", "redirect_uri needs the grant authorization_code or implicit");
        }
        if (texts.size() > MOST_REDIRECT_URIS) {
            throw ProblemException.invalid("redirect_uri", "at most " + MOST_REDIRECT_URIS + " redirect_uri");
        }
        return texts.stream()
                .distinct()
                .map(text -> RedirectUri.register(text, kind, development))
                .toList();
    }

    ScopeSet allowed(@Nullable String words, ClientKind kind) {
        if (words == null) {
            ScopeSet usual = kind == ClientKind.MCP ? USUALLY_ALLOWED.with(ScopeSet.of(Scope.MCP)) : USUALLY_ALLOWED;
            return usual.within(catalog.all());
        }
        return known("scope", words);
    }

    /** Of an app that registers itself: what it names and this server knows, but nothing of the operator's. */
    ScopeSet allowedToAnybody(@Nullable String words) {
        ScopeSet known = ScopeSet.of(catalog.all().scopes().stream()
                .filter(scope -> !scope.equals(Scope.ADMIN))
                .toList());
        if (words == null) {
            return known;
        }
        ScopeSet named = ScopeSet.parse(words)
                .orElseThrow(() -> ProblemException.invalid("scope", "scope is not a list of scopes"));
        return ScopeSet.of(named.scopes().stream().filter(known::contains).toList());
    }

    ScopeSet usual(@Nullable String words, ScopeSet allowed) {
        if (words == null) {
            return USUAL_DEFAULT.within(allowed);
        }
        ScopeSet scopes = known("default_scope", words);
        if (!allowed.containsAll(scopes)) {
            throw ProblemException.invalid("default_scope", "default_scope must be within scope");
        }
        return scopes;
    }

    private ScopeSet known(String field, String words) {
        ScopeSet scopes = ScopeSet.parse(words)
                .orElseThrow(() -> ProblemException.invalid(field, field + " is not a list of scopes"));
        catalog.unknownIn(scopes).ifPresent(scope -> {
            throw ProblemException.invalid(field, field + " " + scope.value() + " is not one of: " + catalog.all());
        });
        return scopes;
    }

    /** Control and formatting characters could make one app's name look like another's. */
    private static boolean isInvisible(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
