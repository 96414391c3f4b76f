package dev.taskwright.oauth.clients;

import dev.taskwright.base.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registered address for answers: RFC 6749, 3.1.2; RFC 8252, 7; RFC 9700, 4.1.3.
 *
 * <p>A request's address must be the same string, character for character. Only the port of a loopback address is
 * left open, because a native app cannot know it beforehand.
 *
 * @param value as it was registered
 */
public record RedirectUri(String value) {
    /** The code is shown on a page, to be copied by hand. */
    public static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

    private static final int LONGEST = 2_000;
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e&&[^\\\\<>\"`^{|}#*]]+");
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(?::([1-9][0-9]{0,4}))?([/?].*)?");
    private static final Pattern PRIVATE_USE =
            Pattern.compile("[a-z][a-z0-9+-]*(?:\\.[a-z0-9+-]+)+:/{0,2}[^/].*|[a-z][a-z0-9+-]*(?:\\.[a-z0-9+-]+)+:/");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Checks an address that somebody wants to register.
     *
     * @param development whether {@code http://localhost} and loopback are open to every kind of app
     * @throws ProblemException {@code Invalid} at {@code redirect_uri}, naming the address and the rule
     */
    public static RedirectUri register(String text, ClientKind kind, boolean development) {
        RedirectUri uri = new RedirectUri(text);
        String fault = uri.fault(kind, development);
        if (!fault.isEmpty()) {
            throw ProblemException.invalid("redirect_uri", "redirect_uri " + shown(text) + " " + fault);
        }
        return uri;
    }

    /** Whether the rules of this server, as it runs now, still allow the address; {@code --dev} may be gone. */
    public boolean isAllowed(ClientKind kind, boolean development) {
        return fault(kind, development).isEmpty();
    }

    /** Whether a request that names {@code presented} means this address. */
    public boolean matches(String presented) {
        if (value.equals(presented)) {
            return true;
        }
        Matcher registered = LOOPBACK.matcher(value);
        Matcher wanted = LOOPBACK.matcher(presented);
        return registered.matches()
                && wanted.matches()
                && PLAIN.matcher(presented).matches()
                && presented.length() <= LONGEST
                && hasValidPort(wanted)
                && registered.group(1).equals(wanted.group(1))
                && rest(registered).equals(rest(wanted));
    }

    /** Whether it is on the person's own machine, at a port where any program there may listen. */
    public boolean isLoopback() {
        return LOOPBACK.matcher(value).matches();
    }

    /** How a person may recognise where an answer to {@code presented} goes: a host, or a word for it. */
    public static String place(String presented) {
        if (presented.equals(OUT_OF_BAND)) {
            return "a code that you copy by hand";
        }
        URI uri = URI.create(presented);
        if (LOOPBACK.matcher(presented).matches()) {
            return "this device (" + uri.getHost() + ")";
        }
        return "https".equals(uri.getScheme()) ? uri.getAuthority() : "the app " + uri.getScheme() + " on this device";
    }

    private String fault(ClientKind kind, boolean development) {
        if (value.length() > LONGEST || !PLAIN.matcher(value).matches()) {
            return "must be at most 2000 printable ASCII characters, without a fragment or a wildcard";
        }
        if (value.equals(OUT_OF_BAND)) {
            return kind.isOnDevice() ? "" : "is only for apps of kind native or mcp";
        }
        Matcher loopback = LOOPBACK.matcher(value);
        if (loopback.matches()) {
            return loopbackFault(loopback, kind, development);
        }
        if (value.startsWith("https:")) {
            return isHttps() ? "" : "must be https://host[:port][/path], without a user name";
        }
        if (PRIVATE_USE.matcher(value).matches() && isUri()) {
            return kind.isOnDevice() ? "" : "must be https; private-use schemes are only for kind native or mcp";
        }
        return kind.isOnDevice()
                ? "must be https, http://127.0.0.1, http://[::1] or a private-use scheme with a dot"
                : "must be https";
    }

    private static String loopbackFault(Matcher loopback, ClientKind kind, boolean development) {
        if (!hasValidPort(loopback)) {
            return "has a port above 65535";
        }
        if (development) {
            return "";
        }
        if (loopback.group(1).equals("localhost")) {
            return "must be http://127.0.0.1 or http://[::1]; http://localhost is accepted only with --dev";
        }
        return kind.isOnDevice() ? "" : "must be https; loopback is only for kind native or mcp, or with --dev";
    }

    private boolean isHttps() {
        try {
            URI uri = new URI(value).parseServerAuthority();
            return value.startsWith("https://")
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getHost().equals(uri.getHost().toLowerCase(Locale.ROOT))
                    && (uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= HIGHEST_PORT));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean isUri() {
        try {
            return new URI(value).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean hasValidPort(Matcher loopback) {
        return loopback.group(2) == null || Integer.parseInt(loopback.group(2)) <= HIGHEST_PORT;
    }

    private static String rest(Matcher loopback) {
        return loopback.group(3) == null ? "" : loopback.group(3);
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > 200 ? printable.substring(0, 200) + "…" : printable;
    }
}
