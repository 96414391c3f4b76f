package dev.taskwright.work.tree;

import java.util.Locale;

/** A place relative to an anchor node, in the words of the DOM's {@code insertAdjacent}. */
public enum Placement {
    /** The sibling just above. */
    BEFOREBEGIN,
    /** The first child. */
    AFTERBEGIN,
    /** The last child. */
    BEFOREEND,
    /** The sibling just below. */
    AFTEREND;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isSibling() {
        return this == BEFOREBEGIN || this == AFTEREND;
    }
}
