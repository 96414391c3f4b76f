package dev.taskwright.work.tree;

import java.util.Locale;

/** How a node is drawn. The words of {@link #word} are stored and travel in bundles. */
public enum NodeFormat {
    H1,
    H2,
    TEXT,
    CHECKBOX,
    CIRCLE_CHECK,
    BULLET,
    NUMBER,
    ALPHA;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its word; IllegalArgumentException for any other. */
    public static NodeFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
