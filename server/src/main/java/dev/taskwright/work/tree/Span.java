package dev.taskwright.work.tree;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run of text in one style.
 *
 * @param link the address as it was written, of whatever scheme; null when the run is no link
 */
public record Span(String text, Set<Mark> marks, @Nullable String link) {
    public Span {
        marks = marks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(marks));
    }

    static Span plain(String text) {
        return new Span(text, Set.of(), null);
    }

    boolean isPlain() {
        return marks.isEmpty() && link == null;
    }

    boolean looksLike(Span other) {
        return marks.equals(other.marks) && Objects.equals(link, other.link);
    }

    public boolean has(Mark mark) {
        return marks.contains(mark);
    }

    /** The link when a page may offer it to be followed: http, https or mailto; null otherwise. */
    public @Nullable String href() {
        if (link == null) {
            return null;
        }
        String address = link.toLowerCase(Locale.ROOT);
        boolean known =
                address.startsWith("https://") || address.startsWith("http://") || address.startsWith("mailto:");
        return known ? link : null;
    }
}
