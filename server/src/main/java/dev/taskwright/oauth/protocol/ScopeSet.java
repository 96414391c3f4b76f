package dev.taskwright.oauth.protocol;

import dev.taskwright.base.Scope;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A set of scopes in the order they were named: RFC 6749, 3.3. Case matters, repetition does not.
 *
 * @param scopes distinct, unmodifiable, in order
 */
public record ScopeSet(Set<Scope> scopes) {

    /** No scope at all. */
    public static final ScopeSet EMPTY = new ScopeSet(Set.of());

    /** Longest list read; an honest one has a dozen words. */
    private static final int MAX_LENGTH = 2_000;

    /** Copies and freezes, keeping the order. */
    public ScopeSet {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    public static ScopeSet of(Scope... scopes) {
        return of(List.of(scopes));
    }

    public static ScopeSet of(Collection<Scope> scopes) {
        return new ScopeSet(new LinkedHashSet<>(scopes));
    }

    /** Reads a space-delimited list; empty when it is too long or a word has a character outside the grammar. */
    public static Optional<ScopeSet> parse(String words) {
        if (words.length() > MAX_LENGTH || !words.chars().allMatch(ScopeSet::isScopeCharacter)) {
            return Optional.empty();
        }
        return Optional.of(new ScopeSet(Scope.parse(words)));
    }

    /** Reads what {@link #toString()} wrote. */
    public static ScopeSet stored(String words) {
        return parse(words).orElseThrow(() -> new IllegalStateException("a stored scope list is not readable"));
    }

    public boolean contains(Scope scope) {
        return scopes.contains(scope);
    }

    public boolean containsAll(ScopeSet other) {
        return scopes.containsAll(other.scopes);
    }

    public boolean isEmpty() {
        return scopes.isEmpty();
    }

    /** These scopes, then those of the other set that are new. */
    public ScopeSet with(ScopeSet other) {
        Set<Scope> both = new LinkedHashSet<>(scopes);
        both.addAll(other.scopes);
        return new ScopeSet(both);
    }

    public ScopeSet without(Scope scope) {
        return of(scopes.stream().filter(each -> !each.equals(scope)).toList());
    }

    /** Those of these scopes that the other set has too. */
    public ScopeSet within(ScopeSet other) {
        return of(scopes.stream().filter(other::contains).toList());
    }

    /** The words separated by one space, as on the wire and in the database. */
    @Override
    public String toString() {
        return Scope.join(scopes);
    }

    private static boolean isScopeCharacter(int c) {
        return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
    }
}
