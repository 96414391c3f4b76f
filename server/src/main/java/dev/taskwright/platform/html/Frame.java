package dev.taskwright.platform.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layout around a page needs. Made by {@link Html#frame} for a guest; the page adds who looks at it and where
 * it stands.
 *
 * @param title of the document, without the product's name
 * @param viewer null for a guest
 * @param csrf the token for the forms on this page
 * @param notice one sentence about what has just been done; null when there is none
 * @param formsMayLeave whether a form of this page may end at an app's redirect URI
 * @param trail the way here from the top, without the page itself
 * @param errand what waits for the viewer; null when nothing does
 */
public record Frame(
        String title,
        @Nullable Viewer viewer,
        String csrf,
        @Nullable String notice,
        boolean formsMayLeave,
        List<Crumb> trail,
        @Nullable Errand errand,
        Assets assets) {
    public Frame {
        trail = List.copyOf(trail);
    }

    /**
     * Something that waits for the person, on whatever page they are.
     *
     * @param path where they see to it
     */
    public record Errand(String sentence, String path) {}

    /** One step of the way to a page. */
    public record Crumb(String name, String path) {}

    public Frame viewedBy(Viewer person) {
        return new Frame(title, person, csrf, notice, formsMayLeave, trail, errand, assets);
    }

    /** See {@link dev.taskwright.platform.http.SecurityHeaders#formsMayLeave}. */
    public Frame leadingToApps() {
        return new Frame(title, viewer, csrf, notice, true, trail, errand, assets);
    }

    public Frame under(Crumb... way) {
        return new Frame(title, viewer, csrf, notice, formsMayLeave, List.of(way), errand, assets);
    }

    public Frame titled(String other) {
        return new Frame(other, viewer, csrf, notice, formsMayLeave, trail, errand, assets);
    }

    Frame with(@Nullable Errand waiting) {
        return new Frame(title, viewer, csrf, notice, formsMayLeave, trail, waiting, assets);
    }

    /** The address of a static file, as in {@code css/tokens.css}. */
    public String asset(String name) {
        return assets.path(name);
    }
}
