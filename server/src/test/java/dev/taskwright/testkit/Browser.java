package dev.taskwright.testkit;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.SetCookie;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser without scripts and without a socket: keeps cookies, fills in the CSRF token of the page it saw last, does
 * not follow redirects by itself.
 */
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]*)\"");

    private final DirectClient client;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> extraHeaders = new LinkedHashMap<>();
    private String token = "";
    private Certificate[] certificates = {};

    public Browser(HttpRouting.Builder routing) {
        this(new DirectClient(routing));
    }

    private Browser(DirectClient client) {
        this.client = client;
    }

    /** One that has not been anywhere yet, before the same server. */
    public Browser another() {
        return new Browser(client);
    }

    /** What came back. */
    public record Shown(int status, Headers headers, String body) {
        public String location() {
            return headers.value(HeaderNames.LOCATION).orElse("");
        }

        public String header(String name) {
            return headers.value(HeaderNames.create(name)).orElse("");
        }
    }

    public Shown get(String path) {
        return send(Method.GET, path, null, "");
    }

    /** Asks what {@link #get} would answer, without the body. */
    public Shown head(String path) {
        return send(Method.HEAD, path, null, "");
    }

    /** Posts {@code form} (name, value, name, value …) with the token of the last page. */
    public Shown post(String path, String... form) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("csrf_token", token);
        for (int i = 0; i < form.length; i += 2) {
            fields.put(form[i], form[i + 1]);
        }
        return postRaw(
                path,
                fields.entrySet().stream()
                        .map(e -> escape(e.getKey()) + "=" + escape(e.getValue()))
                        .collect(Collectors.joining("&")));
    }

    public Shown postRaw(String path, String body) {
        return send(Method.POST, path, body, "application/x-www-form-urlencoded");
    }

    /** Sends JSON with POST, PUT or another method. */
    public Shown sendJson(String method, String path, String json) {
        return send(Method.create(method), path, json, "application/json");
    }

    /** Any method, without a body. */
    public Shown call(String method, String path) {
        return send(Method.create(method), path, null, "");
    }

    public Shown delete(String path) {
        return send(Method.DELETE, path, null, "");
    }

    /** Posts a file as a page's form does, with the token of the last page. */
    public Shown postFile(String path, String field, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String part = "--b0undary\r\nContent-Disposition: form-data; name=\"";
        body.writeBytes((part + "csrf_token\"\r\n\r\n" + token + "\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes((part + field + "\"; filename=\"me.png\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b0undary--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(Method.POST, path, body.toByteArray(), "multipart/form-data; boundary=b0undary");
    }

    /** The page that {@code answer} redirects to. */
    public Shown follow(Shown answer) {
        return get(answer.location());
    }

    /** Sends a header with every request from now on; an empty value takes it away. */
    public Browser with(String header, String value) {
        if (value.isEmpty()) {
            extraHeaders.remove(header);
        } else {
            extraHeaders.put(header, value);
        }
        return this;
    }

    /** Has these certificates, its own first, in every handshake from now on. */
    public Browser holding(Certificate... shown) {
        certificates = shown.clone();
        return this;
    }

    public Browser cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    private Shown send(Method method, String path, @Nullable Object form, String type) {
        Http1ClientRequest request =
                connected(method).skipUriEncoding(true).path(path).followRedirects(false);
        request.header(HeaderNames.ACCEPT, "text/html,application/xhtml+xml");
        extraHeaders.forEach((name, value) -> request.header(HeaderNames.create(name), value));
        if (!cookies.isEmpty()) {
            HeaderName cookie = HeaderNames.COOKIE;
            request.header(
                    cookie,
                    cookies.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (form != null) {
            request.header(HeaderNames.CONTENT_TYPE, type);
        }
        try (Http1ClientResponse response = form == null ? request.request() : request.submit(form)) {
            Shown shown = new Shown(
                    response.status().code(),
                    response.headers(),
                    response.entity().hasEntity() ? response.as(String.class) : "");
            response.headers().values(HeaderNames.SET_COOKIE).forEach(this::keep);
            Matcher found = TOKEN.matcher(shown.body());
            if (found.find()) {
                token = found.group(1);
            }
            return shown;
        }
    }

    /** The client is that of all browsers before one server. */
    private Http1ClientRequest connected(Method method) {
        synchronized (client) {
            client.clientTlsCertificates(certificates.length == 0 ? null : certificates);
            return client.method(method);
        }
    }

    private void keep(String setCookie) {
        SetCookie cookie = SetCookie.parse(setCookie);
        if (cookie.value().isEmpty()) {
            cookies.remove(cookie.name());
        } else {
            cookies.put(cookie.name(), cookie.value());
        }
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
