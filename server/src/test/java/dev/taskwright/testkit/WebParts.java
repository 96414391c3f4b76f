package dev.taskwright.testkit;

import dev.taskwright.platform.html.Assets;
import dev.taskwright.platform.html.ErrorPages;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.html.Notices;
import dev.taskwright.platform.html.StaticEndpoint;
import dev.taskwright.platform.html.Viewer;
import dev.taskwright.platform.http.AccessLog;
import dev.taskwright.platform.http.BrowserCookie;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.Cookies;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.http.SecurityHeaders;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parts that pages need, wired as in the server, and a browser to look at the pages with. */
public final class WebParts {
    private final SecureRandom random = new SecureRandom();

    public final URI issuer;
    public final Cookies cookies;
    public final BrowserCookie browsers;
    public final Csrf csrf;
    public final Assets assets = Assets.load();
    public final Notices notices;
    public final Html html;

    public WebParts() {
        this("http://localhost:8080");
    }

    public WebParts(String issuer) {
        this(issuer, viewer -> Optional.empty());
    }

    /** @param errands what waits for whom */
    public WebParts(String issuer, Function<Viewer, Optional<Frame.Errand>> errands) {
        this.issuer = URI.create(issuer);
        this.cookies = new Cookies(this.issuer);
        this.browsers = new BrowserCookie(cookies, this::token256);
        this.csrf = new Csrf(new byte[32], browsers, this.issuer);
        this.notices = new Notices(cookies);
        this.html = new Html(assets, csrf, notices, errands);
    }

    /** Everything a request passes in the server, and then {@code services}. */
    public HttpRouting.Builder routing(HttpService... services) {
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(new RequestIds("test"));
        routing.addFilter(new AccessLog(ClientAddress.direct(), List.of()));
        routing.addFilter(new SecurityHeaders("https".equals(issuer.getScheme())));
        routing.register(new StaticEndpoint(assets));
        routing.register(services);
        new ErrorPages(html).register(routing);
        return routing;
    }

    public Browser browser(HttpService... services) {
        return new Browser(routing(services));
    }

    private String token256() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
