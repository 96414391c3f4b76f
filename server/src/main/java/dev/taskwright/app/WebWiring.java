package dev.taskwright.app;

import dev.taskwright.platform.html.Assets;
import dev.taskwright.platform.html.ErrorPages;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.html.Notices;
import dev.taskwright.platform.html.StaticEndpoint;
import dev.taskwright.platform.http.AccessLog;
import dev.taskwright.platform.http.BrowserCookie;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.Cookies;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.http.SecurityHeaders;
import dev.taskwright.platform.telemetry.HealthEndpoint;
import dev.taskwright.platform.telemetry.Meters;
import io.helidon.webserver.http.HttpRouting;

/** The front of the house: what every request passes, and every page and endpoint in its place. */
final class WebWiring {
    private final House house;
    private final ServeConfig config;
    private final Meters meters;
    private final HealthEndpoint health;
    private final Cookies cookies;
    private final Html html;
    private final Assets assets = Assets.load();

    WebWiring(House house, ServeConfig config) {
        this.house = house;
        this.config = config;
        this.meters = config.metricsPort().isPresent() ? Meters.on() : Meters.off();
        this.health = new HealthEndpoint(house.db());
        this.cookies = new Cookies(config.issuer());
        BrowserCookie browsers = new BrowserCookie(cookies, house.platform().random()::token256);
        byte[] csrfKey = house.platform().keyFile().derive("csrf").getEncoded();
        this.html = new Html(assets, new Csrf(csrfKey, browsers, config.issuer()), new Notices(cookies));
        meters.watch(house.db());
    }

    Meters meters() {
        return meters;
    }

    HealthEndpoint health() {
        return health;
    }

    HttpRouting.Builder routing() {
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(new RequestIds(house.platform().random().base58(6)));
        routing.addFilter(new AccessLog(new ClientAddress(false), meters.listeners()));
        routing.addFilter(new SecurityHeaders("https".equals(config.issuer().getScheme())));
        routing.register(health, new StaticEndpoint(assets));
        new ErrorPages(html).register(routing);
        return routing;
    }
}
