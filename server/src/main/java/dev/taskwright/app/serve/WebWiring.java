package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.WorkWiring;
import dev.taskwright.doors.openapi.ReferencePages;
import dev.taskwright.doors.rest.BelowRouter;
import dev.taskwright.doors.rest.ProtectedResourceEndpoint;
import dev.taskwright.doors.rest.RestDoor;
import dev.taskwright.doors.rest.StepUp;
import dev.taskwright.doors.web.Desk;
import dev.taskwright.doors.web.DetailPages;
import dev.taskwright.doors.web.DetailView;
import dev.taskwright.doors.web.FieldPages;
import dev.taskwright.doors.web.FilePages;
import dev.taskwright.doors.web.HomePages;
import dev.taskwright.doors.web.NewPages;
import dev.taskwright.doors.web.ProjectPages;
import dev.taskwright.doors.web.ProjectSettingPages;
import dev.taskwright.doors.web.ProjectSharePages;
import dev.taskwright.doors.web.SettingsPages;
import dev.taskwright.doors.web.SharePasses;
import dev.taskwright.doors.web.SharedPages;
import dev.taskwright.doors.web.SpacePages;
import dev.taskwright.doors.web.TaskPages;
import dev.taskwright.identity.access.Gate;
import dev.taskwright.oauth.authorize.AuthorizeFacts;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.keys.KeySchedule;
import dev.taskwright.oauth.logout.LogoutFacts;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.platform.html.ErrorPages;
import dev.taskwright.platform.html.StaticEndpoint;
import dev.taskwright.platform.http.AccessLog;
import dev.taskwright.platform.http.Cors;
import dev.taskwright.platform.http.DpopNonceHeader;
import dev.taskwright.platform.http.Exchange;
import dev.taskwright.platform.http.InteractionIds;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.http.SecurityHeaders;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.platform.telemetry.HealthEndpoint;
import dev.taskwright.platform.telemetry.Meters;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The front of the house: what every request passes, and every page and endpoint in its place. */
final class WebWiring {
    private static final Pattern FOR_SCRIPTS =
            Pattern.compile("/(?:oauth2|connect)/(?:token|par|userinfo|jwks|revoke|revocation|register(?:/[^/]+)?)");

    private final House house;
    private final Issuer issuer;
    private final Meters meters;
    private final HealthEndpoint health;
    private final PageParts pages;
    private final RequestIds requestIds;
    private final SecurityHeaders securityHeaders;
    private final KeySchedule schedule;
    private final IdentityDoors identity;
    private final OauthDoors oauth;
    private final RegistrationDoors registration;
    private final LogoutDoors logout;
    private final Operations operations;
    private final RestDoor api;

    WebWiring(House house, ServeConfig config) {
        this.house = house;
        this.issuer = issuer(config);
        this.meters = config.metricsPort().isPresent() ? Meters.on() : Meters.off();
        this.health = new HealthEndpoint(house.db());
        this.pages = PageParts.build(house, config);
        this.identity = IdentityDoors.build(house, issuer, pages);
        this.schedule = config.keys().schedule();
        this.requestIds = new RequestIds(house.platform().random().base58(6));
        this.securityHeaders = new SecurityHeaders(isHttps(config));
        TokenParts tokens = TokenParts.build(house, issuer, config.keys().nonceRule());
        this.registration = RegistrationDoors.build(house, issuer, pages, config.registration());
        Map<String, Object> facts = new HashMap<>(LogoutFacts.of(issuer));
        facts.putAll(AuthorizeFacts.of());
        facts.put("authorization_details_types_supported", DetailTypes.SUPPORTED);
        facts.putAll(registration.facts());
        facts.putAll(house.oauth().described().facts());
        this.oauth = OauthDoors.build(house, issuer, pages, tokens, facts);
        this.logout = LogoutDoors.build(house, issuer, pages, tokens);
        this.operations = house.work().operations(issuer.value(), RestDoor.ROOT);
        Gate gate = new Gate(List.of(house.identity().personalTokenGate(), oauth.accessTokens()));
        StepUp stepUp =
                new StepUp(config.stepUp().age().orElse(null), config.stepUp().acrs(), house.clock());
        this.api = new RestDoor(operations, gate, issuer.value(), stepUp, pages.certificates());
        meters.watch(house.db());
    }

    private static Issuer issuer(ServeConfig config) {
        return new Issuer(
                config.issuer().toString(),
                config.certificates().origin().map(URI::toString).orElse(null));
    }

    private static boolean isHttps(ServeConfig config) {
        return "https".equals(config.issuer().getScheme());
    }

    Meters meters() {
        return meters;
    }

    /** Empty when metrics are off, so that nothing is timed. */
    private List<Consumer<Exchange>> listeners() {
        List<Consumer<Exchange>> listeners = new ArrayList<>(meters.listeners());
        if (!listeners.isEmpty()) {
            listeners.add(new TrafficCounts(meters));
        }
        return listeners;
    }

    HealthEndpoint health() {
        return health;
    }

    /** What is carried out once it is written down. */
    List<JobHandler> jobs() {
        return Stream.of(
                        registration.jobs(),
                        logout.jobs(),
                        oauth.jobs(),
                        house.work().files().jobs())
                .flatMap(List::stream)
                .toList();
    }

    /** What to run now and then, so that what has expired leaves the tables. */
    List<Runnable> sweeps() {
        List<Runnable> sweeps = new ArrayList<>(house.sweeps());
        sweeps.addAll(oauth.sweeps());
        sweeps.addAll(registration.sweeps());
        sweeps.addAll(identity.sweeps());
        sweeps.add(() -> house.oauth().changeKeys(schedule));
        return sweeps;
    }

    /** Answers what never reaches the router: broken requests, too large headers. */
    DirectHandlers belowRouter() {
        return new BelowRouter(requestIds, securityHeaders).everywhere();
    }

    HttpRouting.Builder routing() {
        HttpRouting.Builder routing = guarded();
        routing.register(oauth.pages().toArray(HttpService[]::new));
        routing.register(registration.services().toArray(HttpService[]::new));
        routing.register(logout.services().toArray(HttpService[]::new));
        routing.register(identity.services().toArray(HttpService[]::new));
        workPages().forEach(routing::register);
        routing.register(new ReferencePages(pages.html(), operations, RestDoor.ROOT, issuer.value()));
        routing.register("/api", api);
        return routing;
    }

    /**
     * What programs call themselves, and nothing that a person comes to: a browser that is asked for a certificate would
     * ask the person.
     */
    HttpRouting.Builder routingForPrograms() {
        return guarded().register("/api", api);
    }

    /** What every request passes, and what is everywhere. */
    private HttpRouting.Builder guarded() {
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(requestIds);
        routing.addFilter(new AccessLog(pages.addresses(), listeners()));
        routing.addFilter(securityHeaders);
        routing.addFilter(new DpopNonceHeader(oauth.possession()::nonce));
        routing.addFilter(
                new InteractionIds(WebWiring::isResource, house.platform().random()::uuid));
        routing.addFilter(new Cors(WebWiring::isForScripts, house.oauth().clients()::hasOrigin));
        routing.register(health, new StaticEndpoint(pages.assets()));
        routing.register(oauth.programs().toArray(HttpService[]::new));
        routing.register(new ProtectedResourceEndpoint(
                operations,
                issuer.value(),
                Map.of(
                        "authorization_details_types_supported",
                        DetailTypes.SUPPORTED,
                        "dpop_signing_alg_values_supported",
                        Possession.ALGORITHMS)));
        new ErrorPages(pages.html()).register(routing);
        return routing;
    }

    /** What is asked for with an access token. */
    private static boolean isResource(String path) {
        return path.startsWith("/api/") || path.equals("/oauth2/userinfo") || path.equals("/connect/userinfo");
    }

    /** What scripts of apps may read across origins; never the authorization endpoint (RFC 9700, 2.6). */
    private static boolean isForScripts(String path) {
        return path.startsWith("/.well-known/") || FOR_SCRIPTS.matcher(path).matches();
    }

    private List<HttpService> workPages() {
        WorkWiring work = house.work();
        Desk desk = new Desk(
                pages.sessions(), pages.html(), pages.csrf(), new SharePasses(work.shareLinks(), pages.cookies()));
        return List.of(
                new HomePages(desk, work.workspaces(), work.folders(), work.projects()),
                new NewPages(desk, work.workspaces(), work.folders(), work.projects()),
                new SpacePages(desk, work.workspaces(), work.folders(), work.members(), work.projects()),
                new ProjectPages(desk, work.folders(), work.projects(), work.tasks(), work.taskDetails()),
                new ProjectSettingPages(desk, work.workspaces(), work.folders(), work.projects(), work.copies()),
                new FieldPages(desk, work.projects(), work.fields()),
                new ProjectSharePages(desk, work.projects(), work.shareLinks(), issuer.value()),
                new SharedPages(desk, work.shareLinks(), house.identity().passwordCheck(), pages.addresses()),
                new TaskPages(desk, work.projects(), work.tasks(), work.taskDetails()),
                detailPages(desk, work),
                new FilePages(
                        desk,
                        work.folders(),
                        work.files().medias(),
                        work.files().settings().largestUpload()),
                new SettingsPages(desk));
    }

    private static DetailPages detailPages(Desk desk, WorkWiring work) {
        DetailView view =
                new DetailView(work.assignments(), work.taskDetails(), work.fields(), work.values(), work.guests());
        return new DetailPages(
                desk,
                new DetailPages.Works(
                        work.projects(), work.tasks(), work.assignments(), work.taskDetails(), work.values(), view));
    }
}
