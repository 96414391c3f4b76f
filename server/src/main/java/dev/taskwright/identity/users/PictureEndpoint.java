package dev.taskwright.identity.users;

import dev.taskwright.platform.picture.Picture;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /pictures/{digest}}: people's pictures, for anybody who knows the address; what is there never changes. */
public final class PictureEndpoint implements HttpService {
    private static final HeaderName RESOURCE_POLICY = HeaderNames.create("Cross-Origin-Resource-Policy");

    private final Pictures pictures;

    public PictureEndpoint(Pictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/pictures/{digest}", this::send);
    }

    private void send(ServerRequest request, ServerResponse response) {
        Picture image = pictures.find(request.path().pathParameters().get("digest"))
                .orElseThrow(() -> new HttpException("no such picture", Status.NOT_FOUND_404));
        response.header(HeaderNames.CONTENT_TYPE, image.type())
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header(RESOURCE_POLICY, "cross-origin")
                .send(image.bytes());
    }
}
