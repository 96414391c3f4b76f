package dev.taskwright.platform.html;

import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.SecurityHeaders;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Renders pages. A template takes two parameters: {@code frame} ({@link Frame}) and {@code page}, the record of the
 * {@code *Pages} class that calls it.
 */
public final class Html {
    private static final String TYPE = "text/html; charset=utf-8";

    private final TemplateEngine engine;
    private final Assets assets;
    private final Csrf csrf;
    private final Notices notices;
    private final Function<Viewer, Optional<Frame.Errand>> errands;

    /** With the templates that the build has compiled. */
    public Html(Assets assets, Csrf csrf, Notices notices) {
        this(assets, csrf, notices, viewer -> Optional.empty());
    }

    /** @param errands what waits for a person, asked for each page of theirs */
    public Html(Assets assets, Csrf csrf, Notices notices, Function<Viewer, Optional<Frame.Errand>> errands) {
        this.engine = TemplateEngine.createPrecompiled(ContentType.Html);
        this.assets = assets;
        this.csrf = csrf;
        this.notices = notices;
        this.errands = errands;
    }

    /** A frame for a guest, with a CSRF token for this browser and the notice that waits for it. */
    public Frame frame(ServerRequest request, ServerResponse response, String title) {
        return new Frame(
                title,
                null,
                csrf.token(request, response),
                notices.take(request, response),
                false,
                List.of(),
                null,
                assets);
    }

    /** Sends a whole page with the status that {@code response} has; {@code template} as in {@code doors/web/home.jte}. */
    public void render(ServerResponse response, String template, Frame frame, Object page) {
        if (frame.formsMayLeave()) {
            SecurityHeaders.formsMayLeave(response);
        } else {
            // Only here: an app that opened sign-in in a pop-up must keep its hold on that window.
            response.header("Cross-Origin-Opener-Policy", "same-origin");
        }
        send(response, template, frame, page);
    }

    /** Sends a part of a page, for a script that puts it in place; the template takes the same two parameters. */
    public void fragment(ServerResponse response, String template, Frame frame, Object page) {
        response.header(HeaderNames.VARY, "HX-Request");
        send(response, template, frame, page);
    }

    private void send(ServerResponse response, String template, Frame frame, Object page) {
        Viewer viewer = frame.viewer();
        Frame whole = viewer == null ? frame : frame.with(errands.apply(viewer).orElse(null));
        Utf8ByteOutput out = new Utf8ByteOutput();
        engine.render(template, Map.of("frame", whole, "page", page), out);
        response.header(HeaderNames.CONTENT_TYPE, TYPE).header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(out.toByteArray());
    }

    /** For a redirect after a form: see {@link Notices#put}. */
    public Notices notices() {
        return notices;
    }
}
