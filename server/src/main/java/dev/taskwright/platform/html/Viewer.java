package dev.taskwright.platform.html;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * The signed-in person whom a page greets in its header.
 *
 * @param id their number
 */
public record Viewer(int id, String name, String handle) {
    /** What to show for a person or an app without a picture: the first character of a name, as people count them. */
    public static String initial(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            return "?";
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(stripped);
        return stripped.substring(0, characters.next()).toUpperCase(Locale.ROOT);
    }

    public String initial() {
        return initial(name);
    }
}
