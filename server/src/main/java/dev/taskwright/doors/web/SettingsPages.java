package dev.taskwright.doors.web;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/** {@code GET /settings}: the way to everything that a person may set. */
public final class SettingsPages implements HttpService {
    private static final List<Place> PLACES = List.of(
            new Place("person", "Profile", "/settings/profile", "Your name, handle, e-mail and password"),
            new Place("lock", "Security", "/settings/security", "An authenticator app beside your password"),
            new Place("person", "Passkeys", "/settings/passkeys", "Signing in with your device instead of a password"),
            new Place("key", "Personal tokens", "/settings/tokens", "For your own scripts and command lines"),
            new Place("app", "Authorized apps", "/settings/authorized-apps", "Who you let act for you, and how far"),
            new Place("person", "Requests", "/requests", "Apps that wait for your answer, and who may ask"),
            new Place("note", "API documentation", "/api/documentation/v1", "Every operation, with what it takes"));

    private final Desk desk;

    public SettingsPages(Desk desk) {
        this.desk = desk;
    }

    public record Settings(String name, String handle, List<Place> places) {}

    /** {@code icon} as the sprite calls it. */
    public record Place(String icon, String name, String path, String purpose) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/settings", desk.page(this::settings));
    }

    private void settings(Visit visit) {
        Settings page = new Settings(visit.user().name(), visit.user().handle(), PLACES);
        visit.render("settings.jte", visit.frame("Settings"), page);
    }
}
