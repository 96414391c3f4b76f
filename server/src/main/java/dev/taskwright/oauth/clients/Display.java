package dev.taskwright.oauth.clients;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people see of an app: OpenID Connect Registration, 2; RFC 7591, 2.
 *
 * @param name 1 to 100 visible characters
 * @param logo path of its picture on this server; null when it has none
 * @param logoUri where the app keeps its picture; never shown to a browser
 * @param clientUri its home page
 * @param policyUri how it treats what it learns of a person
 * @param tosUri its terms of service
 * @param contacts e-mail addresses of those who answer for it
 */
public record Display(
        String name,
        @Nullable String logo,
        @Nullable URI logoUri,
        @Nullable URI clientUri,
        @Nullable URI policyUri,
        @Nullable URI tosUri,
        List<String> contacts) {

    /** Copies the list. */
    public Display {
        contacts = List.copyOf(contacts);
    }

    /** The same with another picture. */
    public Display withLogo(@Nullable String path) {
        return new Display(name, path, logoUri, clientUri, policyUri, tosUri, contacts);
    }

    /** The same with the picture that was shown before, as long as it is to come from the same address. */
    public Display showing(Display before) {
        return Objects.equals(before.logoUri(), logoUri) ? withLogo(before.logo()) : this;
    }

    /** The same without anything that is elsewhere. */
    public Display withoutAddresses() {
        return new Display(name, null, null, null, null, null, contacts);
    }

    public static Display named(String name) {
        return new Display(name, null, null, null, null, null, List.of());
    }
}
