package dev.taskwright.testkit;

import dev.taskwright.platform.json.Json;
import java.io.Closeable;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The site of an app that describes itself in a document there; for a server that runs with {@code --dev}. */
public final class AppSite implements Closeable {
    public static final String CALLBACK = Provider.CALLBACK;

    private final Elsewhere elsewhere;
    private final List<String> headers = new ArrayList<>(List.of("Content-Type: application/json"));
    private final Map<String, @Nullable Object> document = new LinkedHashMap<>();
    private volatile byte @Nullable [] answer;

    private AppSite() {
        this.elsewhere = Elsewhere.saying(this::speak);
        document.put("client_id", id());
        document.put("client_name", "Kestrel");
        document.put("redirect_uris", List.of(CALLBACK));
        document.put("grant_types", List.of("authorization_code", "refresh_token"));
        document.put("token_endpoint_auth_method", "none");
    }

    public static AppSite open() {
        return new AppSite();
    }

    /** The address of the document. */
    public String id() {
        return elsewhere.address("/app.json").toString();
    }

    public int port() {
        return elsewhere.port();
    }

    /** How often the document was asked for. */
    public long asked() {
        return elsewhere.asked().size();
    }

    /** Another value of a member of the document; null takes it away. */
    public AppSite says(String member, @Nullable Object value) {
        if (value == null) {
            document.remove(member);
        } else {
            document.put(member, value);
        }
        return this;
    }

    /** One more header of the answer. */
    public AppSite with(String header) {
        headers.add(header);
        return this;
    }

    /** From now on these bytes, whatever they are; null for the document again. */
    public AppSite answers(@Nullable String bytes) {
        answer = bytes == null ? null : bytes.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    private void speak(OutputStream out) throws java.io.IOException {
        byte[] said = answer;
        out.write(said == null ? ok(Json.text(document)) : said);
    }

    private byte[] ok(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: " + bytes.length;
        return (head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        elsewhere.close();
    }
}
