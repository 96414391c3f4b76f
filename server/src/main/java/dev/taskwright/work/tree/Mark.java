package dev.taskwright.work.tree;

import java.util.Locale;

/** An inline style; stored as a Delta attribute of the same name in lower case. */
public enum Mark {
    BOLD,
    ITALIC,
    UNDERLINE,
    STRIKE,
    CODE;

    /** Its name in a Delta. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
