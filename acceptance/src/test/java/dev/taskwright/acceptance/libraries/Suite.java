package dev.taskwright.acceptance.libraries;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The place where the conformance suite would wait, in one person's browser: takes down what arrives and shows a page. */
final class Suite {
    static final String ORIGIN = "https://localhost.emobix.co.uk:8443";

    private final Visit visit;
    private final List<Request> arrived = new ArrayList<>();

    Suite(Visit visit) {
        this.visit = visit;
        visit.context().route(ORIGIN + "/**", route -> {
            arrived.add(route.request());
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><title>Suite</title><h1 id=back>Captured</h1>"));
        });
    }

    /** Where the browser is now, with its fragment. */
    URI address() {
        return URI.create(visit.page().url());
    }

    /** What was posted to {@code path} last; empty when it was asked for by GET. */
    Optional<Map<String, List<String>>> posted(String path) {
        return Optional.ofNullable(at(path).postData()).map(URLUtils::parseParameters);
    }

    /** The parameters with which {@code path} was asked for last. */
    Map<String, List<String>> asked(String path) {
        return URLUtils.parseParameters(URI.create(at(path).url()).getRawQuery());
    }

    private Request at(String path) {
        return arrived.reversed().stream()
                .filter(request -> URI.create(request.url()).getPath().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing came to " + path));
    }
}
