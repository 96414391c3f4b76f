package dev.taskwright.doors.openapi;

import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Operations;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** The document and the page that shows it, open to everyone. */
public final class ReferencePages implements HttpService {
    private static final Header YAML = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/yaml");
    private static final Header FOR_A_WHILE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "public, max-age=300");

    private final Html html;
    private final Reference reference;
    private final byte[] document;

    /**
     * @param root the path below which the operations are served
     * @param issuer the server's public address, without a slash at the end
     */
    public ReferencePages(Html html, Operations operations, String root, String issuer) {
        this.html = html;
        this.reference = Reference.of(operations, issuer + root);
        this.document = document(operations, root).getBytes(StandardCharsets.UTF_8);
    }

    /** The document as it is served and as it is committed. */
    public static String document(Operations operations, String root) {
        return Json.pretty(ApiDocument.of(operations, root));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/api/documentation/v1", this::page)
                .get(
                        "/api/documentation/v1/json",
                        (request, response) -> json(response, HeaderValues.CONTENT_TYPE_JSON))
                // every JSON text is YAML too
                .get("/api/documentation/yaml", (request, response) -> json(response, YAML));
    }

    private void page(ServerRequest request, ServerResponse response) {
        Frame frame = html.frame(request, response, "REST API");
        html.render(response, "doors/openapi/reference.jte", frame, reference);
    }

    private void json(ServerResponse response, Header type) {
        response.header(type).header(FOR_A_WHILE).send(document);
    }
}
