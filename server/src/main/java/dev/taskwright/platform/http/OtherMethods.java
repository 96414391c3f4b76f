package dev.taskwright.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** What an address answers to methods that it does not have: RFC 9110, 15.5.6. */
public final class OtherMethods {
    private OtherMethods() {}

    /**
     * Refuses them with 405; to be called once the path has its own.
     *
     * @param offered the methods that it has, as {@code Allow} lists them
     */
    public static void refuse(HttpRules rules, String path, String offered) {
        rules.any(path, (request, response) -> refuse(request, response, offered));
    }

    /** Whether the answer must have no body, which nobody below sees to: it would be taken for the next answer. */
    public static boolean isHead(ServerRequest request) {
        return request.prologue().method().equals(Method.HEAD);
    }

    private static void refuse(ServerRequest request, ServerResponse response, String offered) {
        response.status(Status.METHOD_NOT_ALLOWED_405)
                .header(HeaderNames.ALLOW, offered)
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        if (isHead(request)) {
            response.send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .send("This address is asked with " + offered + ".\n");
        }
    }
}
