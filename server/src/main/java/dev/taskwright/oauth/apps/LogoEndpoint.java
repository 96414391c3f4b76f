package dev.taskwright.oauth.apps;

import dev.taskwright.platform.picture.Picture;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /logos/{digest}}: apps' pictures, for pages of this server; what is there never changes. */
public final class LogoEndpoint implements HttpService {
    private final Logos logos;

    public LogoEndpoint(Logos logos) {
        this.logos = logos;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(Logos.PATH + "{digest}", this::send);
    }

    private void send(ServerRequest request, ServerResponse response) {
        Picture picture = logos.find(request.path().pathParameters().get("digest"))
                .orElseThrow(() -> new HttpException("no such picture", Status.NOT_FOUND_404));
        response.header(HeaderNames.CONTENT_TYPE, picture.type())
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .send(picture.bytes());
    }
}
