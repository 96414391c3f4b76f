package dev.taskwright.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.wiring.FileSettings;
import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.IdentityWiring;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.app.wiring.WorkWiring;
import dev.taskwright.identity.users.NewUser;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.events.LoggedEvent;
import dev.taskwright.platform.jobs.JobRunner;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.ReadyKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that {@code serve} serves, on a database of the test's and with a clock that stands still. Only the socket
 * is missing, and passwords are cheap to hash. Two of them on one database are two nodes.
 */
public final class WholeServer {
    public static final String PASSWORD = "a lantern in the fog";
    public static final String CALLBACK = Provider.CALLBACK;

    public final House house;
    public final FakeClock clock;
    public final Db db;
    public final Passwords passwords;
    private final WebWiring web;
    private final Browser first;

    /** Under {@code http://localhost:8080}. */
    public WholeServer(Db db) {
        this(db, new FakeClock(), Provider.ISSUER);
    }

    /**
     * @param issuer scheme and host, perhaps a port
     * @param options of {@code serve}, beside these
     */
    public WholeServer(Db db, FakeClock clock, String issuer, String... options) {
        this(db, clock, issuer, Provider.OUTBOUND, options);
    }

    /** The same that asks other machines in this way. */
    public WholeServer(Db db, FakeClock clock, String issuer, Outbound outbound, String... options) {
        this.db = db;
        this.clock = clock;
        RandomTokens random = new RandomTokens();
        this.passwords = new Passwords(random, new Passwords.Cost(64, 1, 1), 2);
        ServeConfig config = config(issuer, options);
        PlatformWiring platform = new PlatformWiring(
                clock,
                random,
                ReadyKeys.FILE,
                new Sealer(ReadyKeys.FILE, random),
                CryptoProviders.choose(CryptoProviders.Choice.AUTO),
                passwords,
                db,
                new EventLog(clock),
                outbound);
        IdentityWiring identity = IdentityWiring.build(platform);
        ReadyKeys.putInto(db);
        this.house = new House(
                config.place(),
                platform,
                identity,
                OauthWiring.build(platform, identity, config.dev(), config.outside()),
                WorkWiring.build(config.place(), platform, identity, FileSettings.USUAL));
        house.oauth().keys().ensure();
        this.web = new WebWiring(house, config);
        this.first = new Browser(web.routing());
    }

    private static ServeConfig config(String issuer, String... options) {
        List<String> words =
                new ArrayList<>(List.of("--data", System.getProperty("java.io.tmpdir"), "--issuer", issuer));
        words.addAll(List.of(options));
        CommandLine line = CommandLine.parse(words, ServeOptions.all());
        return ServeOptions.read(new OptionValues(line, Map.of(), Map.of()));
    }

    /** Somebody with this handle and {@link #PASSWORD}. */
    public User person(String handle) {
        return house.identity()
                .users()
                .add(House.OPERATOR, new NewUser(handle, handle + "@example.org", "The " + handle, PASSWORD, false));
    }

    /** A server-side app that takes its secret in the form and may ask for everything; with some members replaced. */
    public AddedApp app(User owner, Map<String, ?> members) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of(
                "client_name",
                "Quill",
                "redirect_uris",
                List.of(CALLBACK),
                "token_endpoint_auth_method",
                "client_secret_post",
                "scope",
                house.oauth().catalog().all().toString()));
        metadata.putAll(members);
        return house.oauth().apps().add(House.OPERATOR, owner.handle(), metadata);
    }

    /** A program or a person's browser; nobody is signed in. */
    public Browser browser() {
        return first.another();
    }

    /** A browser in which this person has signed in with their password. */
    public Browser browserOf(User person) {
        return signIn(browser(), person);
    }

    public Browser signIn(Browser browser, User person) {
        browser.get("/sign-in?return_to=/");
        Shown shown = browser.post("/sign-in", "login", person.handle(), "password", PASSWORD);
        assertThat(shown.status()).as(shown.body()).isEqualTo(303);
        return browser;
    }

    /** Does once what the running server does every few minutes. */
    public void sweep() {
        web.sweeps().forEach(Runnable::run);
    }

    /** Carries out the work that is due. */
    public void runJobs() {
        try (JobRunner jobs = new JobRunner(db, clock, web.jobs())) {
            while (jobs.runDue() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Kinds of all events so far, oldest first. */
    public List<String> events() {
        return db.read(tx -> new EventLog(clock).since(tx, 0, 100_000)).stream()
                .map(LoggedEvent::kind)
                .toList();
    }
}
