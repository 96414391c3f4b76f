package dev.taskwright.testkit;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.factors.SecondFactors;
import dev.taskwright.identity.passkeys.Passkeys;
import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.signin.PasswordCheck;
import dev.taskwright.identity.signin.SecondStep;
import dev.taskwright.identity.signin.SignInPages;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.AppDrafts;
import dev.taskwright.oauth.apps.Apps;
import dev.taskwright.oauth.apps.Logos;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.apps.SelfRegistration;
import dev.taskwright.oauth.authentication.AssertionCheck;
import dev.taskwright.oauth.authentication.CertificateCheck;
import dev.taskwright.oauth.authentication.ClientAuthentication;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.authentication.ClientSecrets;
import dev.taskwright.oauth.authentication.Evidence;
import dev.taskwright.oauth.authentication.UsedAssertions;
import dev.taskwright.oauth.authorize.AnswerPages;
import dev.taskwright.oauth.authorize.AuthorizeEndpoint;
import dev.taskwright.oauth.authorize.AuthorizeFacts;
import dev.taskwright.oauth.authorize.AuthorizeFlow;
import dev.taskwright.oauth.authorize.ContinueEndpoint;
import dev.taskwright.oauth.authorize.Earnings;
import dev.taskwright.oauth.authorize.NextPages;
import dev.taskwright.oauth.authorize.PendingAuthorizations;
import dev.taskwright.oauth.authorize.SignedAnswers;
import dev.taskwright.oauth.authorize.StepPages;
import dev.taskwright.oauth.backchannel.BackchannelEndpoint;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.clients.ClientUse;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.oauth.consent.AuthorizedAppsPages;
import dev.taskwright.oauth.consent.ConsentPages;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.consent.Meanings;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.devices.DeviceAuthorizationEndpoint;
import dev.taskwright.oauth.devices.DevicePages;
import dev.taskwright.oauth.devices.Devices;
import dev.taskwright.oauth.discovery.DiscoveryEndpoint;
import dev.taskwright.oauth.documents.DescribedApps;
import dev.taskwright.oauth.documents.DocumentSettings;
import dev.taskwright.oauth.grants.AuthorizationCodeGrant;
import dev.taskwright.oauth.grants.ClientCredentialsGrant;
import dev.taskwright.oauth.grants.DecidedGrant;
import dev.taskwright.oauth.grants.Grant;
import dev.taskwright.oauth.grants.JwtBearerGrant;
import dev.taskwright.oauth.grants.Narrowing;
import dev.taskwright.oauth.grants.PasswordGrant;
import dev.taskwright.oauth.grants.RefreshTokenGrant;
import dev.taskwright.oauth.grants.Sessionless;
import dev.taskwright.oauth.grants.TokenEndpoint;
import dev.taskwright.oauth.grants.TokenExchangeGrant;
import dev.taskwright.oauth.introspection.AccessTokenGate;
import dev.taskwright.oauth.introspection.Introspection;
import dev.taskwright.oauth.introspection.Revocation;
import dev.taskwright.oauth.introspection.SignedIntrospection;
import dev.taskwright.oauth.introspection.TokenFacts;
import dev.taskwright.oauth.keys.DecryptionKeys;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.messages.AppMessages;
import dev.taskwright.oauth.possession.DpopNonces;
import dev.taskwright.oauth.possession.NonceRule;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.Resources;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeCatalog.Offer;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.pushed.PushedRequestEndpoint;
import dev.taskwright.oauth.pushed.PushedRequests;
import dev.taskwright.oauth.registration.InitialTokens;
import dev.taskwright.oauth.registration.RegistrationChecks;
import dev.taskwright.oauth.registration.RegistrationEndpoint;
import dev.taskwright.oauth.registration.RegistrationGate;
import dev.taskwright.oauth.registration.RegistrationPolicy;
import dev.taskwright.oauth.registration.Registrations;
import dev.taskwright.oauth.registration.SoftwarePublisher;
import dev.taskwright.oauth.registration.SoftwareStatements;
import dev.taskwright.oauth.requests.AuthorizeChecks;
import dev.taskwright.oauth.requests.RequestObjectSignatures;
import dev.taskwright.oauth.requests.RequestObjects;
import dev.taskwright.oauth.tokens.AccessClaims;
import dev.taskwright.oauth.tokens.AccessTokens;
import dev.taskwright.oauth.tokens.Authorizations;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.CodeTerms;
import dev.taskwright.oauth.tokens.Codes;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.ExpiredTokens;
import dev.taskwright.oauth.tokens.IdTokens;
import dev.taskwright.oauth.tokens.OpaqueTokens;
import dev.taskwright.oauth.tokens.PreparedCode;
import dev.taskwright.oauth.tokens.PresentedCode;
import dev.taskwright.oauth.tokens.RefreshFamilies;
import dev.taskwright.oauth.tokens.Revocations;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.oauth.userinfo.HeldTokens;
import dev.taskwright.oauth.userinfo.PingEndpoint;
import dev.taskwright.oauth.userinfo.UserinfoEndpoint;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.events.LoggedEvent;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.DpopNonceHeader;
import dev.taskwright.platform.jobs.Jobs;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The whole provider on one database, wired as in the server, with a clock that stands still. */
public final class Provider {
    public static final String ISSUER = "http://localhost:8080";
    /** Asks this machine only. */
    public static final Outbound OUTBOUND = new Outbound(
            new OutboundRules(true, List.of()),
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            host -> List.of(InetAddress.getLoopbackAddress()));

    public static final String CALLBACK = "https://app.example/callback";

    private final KeyFile keyFile;
    public final FakeClock clock;
    public final Db db;
    public final RandomTokens random = new RandomTokens();
    public final People people;
    public final Users users;
    public final Issuer issuer = new Issuer(ISSUER);
    public final ScopeCatalog catalog = new ScopeCatalog(List.of(
            new Offer(Scope.API1, "/api/v1", "work with your tasks"),
            new Offer(Scope.API2, "/api/v1", "run actions"),
            new Offer(Scope.AUTH, null, "see your account"),
            new Offer(Scope.MCP, "/mcp", "work as an agent")));
    public final Clients clients;
    public final Apps apps;
    public final Logos logos;
    public final AppDrafts drafts;
    public final SelfRegistration selfRegistration;
    public final DescribedApps described;
    public final ClientSecrets secrets;
    public final InitialTokens initialTokens;
    public final ClientUse clientUse;
    public final Registrations registrations;
    public final UsedAssertions assertions;
    public final ClientAuthentication authentication;
    public final Consents consents;
    public final RefreshFamilies families;
    public final Codes codes;
    public final ExpiredTokens expired;
    public final SigningKeys keys;
    public final DecryptionKeys decryptionKeys;
    public final Resources resources = new Resources(issuer, catalog);
    public final Revocations revocations;
    public final Authorizations authorizations;
    public final AppMessages messages;
    public final Subjects subjects;
    public final PersonClaims claims;
    public final IdTokens idTokens;
    public final AccessTokens accessTokens;
    public final Possession possession;
    public final AccessTokenGate gate;
    public final Tokens tokens;
    public final PasswordCheck passwordCheck;
    public final Decisions decisions;
    public final SecondFactors secondFactors;
    public final SecondStep secondStep;
    public final BackchannelParts backchannel;
    public final Devices devices;
    public final AuthorizeChecks checks;
    public final PushedRequests pushed;
    public final PendingAuthorizations pendings;
    public final AuthorizeFlow flow;
    public final SignedInPages sessions;
    public final WebParts web = new WebParts(ISSUER, viewer -> parts().errand(viewer));
    public final DetailTypes details = new DetailTypes(issuer, "/api/v1");

    public final SampleProjects projects = new SampleProjects();

    public Provider(Db db) {
        this(db, new FakeClock(), ReadyKeys.FILE, CryptoProviders.choose(CryptoProviders.Choice.AUTO), false);
    }

    public Provider(Db db, FakeClock clock, KeyFile keyFile, CryptoProviders providers, boolean development) {
        this.keyFile = keyFile;
        this.db = db;
        this.clock = clock;
        this.people = new People(db, clock);
        this.users = people.users();
        EventLog events = new EventLog(clock);
        this.clients = new Clients(db);
        this.decryptionKeys = new DecryptionKeys(db, new Sealer(keyFile, random), clock);
        this.secrets = new ClientSecrets(new Sealer(keyFile, random), random);
        this.keys = new SigningKeys(db, new Sealer(keyFile, random), providers, clock);
        this.drafts = new AppDrafts(secrets, catalog, keys, clock, development);
        this.logos = new Logos(db, clients, new Jobs(clock));
        this.apps = new Apps(db, users, events, clients, drafts, logos);
        this.selfRegistration = new SelfRegistration(drafts, clients, events, logos);
        this.described = described(development);
        ClientKeySets clientKeys = new ClientKeySets(OUTBOUND, clock);
        this.initialTokens = new InitialTokens(db, events, random, clock);
        this.registrations = registrations(List.of());
        this.clientUse = new ClientUse(db, clock);
        this.assertions = new UsedAssertions(db, clock);
        this.authentication = authentication(clientKeys);
        this.consents = new Consents(db, events, clock, described::writeDown);
        this.revocations = new Revocations(db, events, clock);
        this.families = new RefreshFamilies(keyFile.derive("refresh_token"), users, clock, revocations);
        this.codes = new Codes(random, users, clock, families, revocations);
        this.authorizations = new Authorizations(random, clock, families);
        this.expired = new ExpiredTokens(db, clock, codes, families);
        ensureKeys();
        this.messages = new AppMessages(keys, clientKeys);
        this.subjects = new Subjects(keyFile.derive("pairwise"));
        this.claims = new PersonClaims(issuer, subjects);
        this.accessTokens = new AccessTokens(
                keys,
                new AccessClaims(issuer, catalog, claims, random, clock),
                new OpaqueTokens(db, random, clock),
                clients,
                revocations,
                clock);
        this.idTokens = new IdTokens(messages, keys, claims, issuer, clock);
        this.possession = new Possession(
                new DpopNonces(keyFile.derive("dpop_nonce"), clock), NonceRule.OFFERED, db, issuer, clock);
        this.gate = new AccessTokenGate(accessTokens, users, possession);
        this.tokens = new Tokens(users, accessTokens, idTokens, families);
        this.passwordCheck = new PasswordCheck(db, users, people.passwords(), clock);
        this.secondFactors = new SecondFactors(db, new Sealer(keyFile, random), events, random, clock);
        this.secondStep = new SecondStep(db, passwordCheck, users, secondFactors, new Sealer(keyFile, random), clock);
        this.decisions = new Decisions(db, clock, consents);
        this.devices = new Devices(db, random, clock, decisions, events);
        this.checks = new AuthorizeChecks(
                clients, described, requestObjects(clientKeys), idTokens, details, resources, development);
        this.pushed = new PushedRequests(db, random, clock, described);
        this.pendings = new PendingAuthorizations(db, pushed, random, clock);
        Earnings earnings = new Earnings(codes, authorizations, tokens, events);
        this.flow = new AuthorizeFlow(db, checks, pushed, pendings, consents, earnings, subjects);
        this.sessions = new SignedInPages(new Sessions(db, users, events, random, clock), web.cookies);
        this.backchannel = new BackchannelParts(this, new Sealer(keyFile, random));
    }

    private BackchannelParts parts() {
        return backchannel;
    }

    private RequestObjects requestObjects(ClientKeySets clientKeys) {
        RequestObjectSignatures signatures = new RequestObjectSignatures(clientKeys, secrets);
        return new RequestObjects(signatures, decryptionKeys, OUTBOUND, issuer, clock);
    }

    /** Another node on the same data, with {@code --dev}. */
    public Provider development() {
        return new Provider(db, clock, keyFile, CryptoProviders.choose(CryptoProviders.Choice.AUTO), true);
    }

    /** A key file of this test's own. */
    public static KeyFile keyFile() {
        try {
            Path folder = Files.createTempDirectory("taskwright-key");
            KeyFile file = KeyFile.readOrCreate(folder.resolve("key"), new RandomTokens());
            Files.delete(folder.resolve("key"));
            Files.delete(folder);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The registration endpoint of a server with other options; the first one of a browser serves. */
    public RegistrationEndpoint registration(RegistrationPolicy policy, List<SoftwarePublisher> publishers) {
        return new RegistrationEndpoint(
                registrations(publishers),
                new RegistrationGate(policy, initialTokens, clock),
                new ClientAddress(peer -> false),
                issuer);
    }

    private void ensureKeys() {
        if (keyFile == ReadyKeys.FILE) {
            ReadyKeys.putInto(db);
        }
        keys.ensure();
    }

    private ClientAuthentication authentication(ClientKeySets registered) {
        Evidence evidence =
                new Evidence(new AssertionCheck(registered, secrets, issuer), new CertificateCheck(null, registered));
        return new ClientAuthentication(clients, evidence, clientUse, assertions, clock, described::greet);
    }

    private DescribedApps described(boolean development) {
        DocumentSettings settings = new DocumentSettings(catalog, true, development);
        return new DescribedApps(db, clients, drafts, selfRegistration, OUTBOUND, clock, settings);
    }

    private Registrations registrations(List<SoftwarePublisher> publishers) {
        SoftwareStatements statements =
                new SoftwareStatements(publishers, new ClientKeySets(OUTBOUND, clock), issuer, clock);
        return new Registrations(
                db,
                selfRegistration,
                clients,
                initialTokens,
                new RegistrationChecks(statements, OUTBOUND),
                random,
                clock);
    }

    /** A program or a person's browser; nobody is signed in. */
    public Browser browser() {
        return browser(new HttpService[0]);
    }

    /** The same for a server that also serves these. */
    public Browser browser(HttpService... more) {
        ClientDoor door =
                new ClientDoor(authentication, possession, ClientAddress.direct(), ClientCertificates.direct());
        HeldTokens held = new HeldTokens(accessTokens, possession);
        TokenEndpoint token = new TokenEndpoint(door, grants());
        DeviceAuthorizationEndpoint deviceEndpoint = new DeviceAuthorizationEndpoint(door, devices, clock, issuer);
        Map<String, Object> facts = new LinkedHashMap<>(TokenFacts.of(issuer, authentication.methods()));
        facts.putAll(deviceEndpoint.facts());
        facts.putAll(AuthorizeFacts.of());
        facts.putAll(described.facts());
        facts.putAll(BackchannelEndpoint.facts(issuer));
        AppQuestions questions = new AppQuestions(users, catalog);
        StepPages steps = new StepPages(web.html, new ConsentPages(web.html, questions, projects.questions()));
        AnswerPages answers = new AnswerPages(web.html, new SignedAnswers(messages, issuer, clock));
        NextPages next = new NextPages(flow, issuer, sessions, steps, answers, random);
        PushedRequestEndpoint pushing = new PushedRequestEndpoint(door, checks, pushed, issuer);
        facts.putAll(pushing.facts());
        List<HttpService> all = new ArrayList<>(List.of(more));
        all.addAll(backchannel.services(door, questions));
        all.addAll(List.of(
                new AuthorizeEndpoint(flow, next, web.browsers, ClientAddress.direct()),
                new ContinueEndpoint(flow, next, projects.questions(), web.browsers, web.csrf),
                pushing,
                token,
                registration(RegistrationPolicy.ANYONE, List.of()),
                new ClientEndpoint(door, Introspection.PATHS, introspection()),
                new ClientEndpoint(door, Revocation.PATHS, new Revocation(accessTokens, families, revocations, db)),
                deviceEndpoint,
                new DevicePages(
                        devices,
                        clients,
                        questions,
                        clock,
                        new DevicePages.Parts(web.html, web.csrf, sessions, ClientAddress.direct())),
                new UserinfoEndpoint(held, ClientCertificates.direct(), users, clients, claims, messages, issuer),
                new PingEndpoint(held, ClientCertificates.direct(), users),
                new DiscoveryEndpoint(
                        keys, decryptionKeys, issuer, catalog, token.grantTypes(), authentication.methods(), facts),
                new SignInPages(
                        passwordCheck, secondStep, passkeys(), sessions, web.html, web.csrf, ClientAddress.direct()),
                authorizedApps(),
                rules -> rules.get("/test/sign-in/{id}", (request, response) -> {
                    int id = Integer.parseInt(request.path().pathParameters().get("id"));
                    sessions.start(request, response, users.find(new UserId(id)).orElseThrow(), SignedIn.BY_PASSWORD);
                    response.send();
                })));
        return new Browser(
                web.routing(all.toArray(HttpService[]::new)).addFilter(new DpopNonceHeader(possession::nonce)));
    }

    private AuthorizedAppsPages authorizedApps() {
        Meanings meanings = new Meanings(catalog, projects.questions());
        return new AuthorizedAppsPages(web.html, web.csrf, sessions, consents, clients, meanings, issuer);
    }

    private SignedIntrospection introspection() {
        return new SignedIntrospection(
                new Introspection(accessTokens, families, db, users, clients, issuer, subjects),
                messages,
                issuer,
                clock);
    }

    private List<Grant> grants() {
        Narrowing narrowing = new Narrowing(details, resources);
        Sessionless sessionless = new Sessionless(users, authorizations, consents, resources);
        return List.of(
                new AuthorizationCodeGrant(db, codes, tokens, narrowing),
                new RefreshTokenGrant(db, families, tokens, narrowing),
                new ClientCredentialsGrant(catalog, resources, tokens),
                DecidedGrant.ofDevices(db, decisions, sessionless, tokens),
                DecidedGrant.ofBackchannel(db, decisions, sessionless, tokens),
                new TokenExchangeGrant(accessTokens, tokens),
                new JwtBearerGrant(
                        db,
                        clock,
                        issuer,
                        users,
                        new JwtBearerGrant.Trust(new ClientKeySets(OUTBOUND, clock), assertions),
                        sessionless,
                        tokens),
                new PasswordGrant(db, clock, clients, secondStep, new EventLog(clock), sessionless, tokens));
    }

    private Passkeys passkeys() {
        return new Passkeys(
                db, users, new EventLog(clock), new Sealer(keyFile, random), random, clock, URI.create(ISSUER));
    }

    /** A browser in which this person is signed in. */
    public Browser browserOf(User person) {
        return signIn(browser(), person);
    }

    /** Signs the person in, as of now, in a browser that they may have used before. */
    public Browser signIn(Browser browser, User person) {
        browser.get("/test/sign-in/" + person.id().value());
        return browser;
    }

    /** A server-side app that may ask for everything, owned by this person. */
    public AddedApp webApp(User owner) {
        return app(owner, "web", CALLBACK);
    }

    public AddedApp app(User owner, String kind, String redirectUri) {
        return apps.add(
                People.OPERATOR,
                new NewApp(
                        owner.handle(),
                        "Quill",
                        kind,
                        List.of(redirectUri),
                        catalog.all().toString(),
                        null,
                        List.of(),
                        List.of()));
    }

    /** A device without a browser that may ask for everything. */
    public Client device(User owner) {
        return apps.add(
                        People.OPERATOR,
                        new NewApp(
                                owner.handle(),
                                "Thermostat",
                                "device",
                                List.of(),
                                catalog.all().toString(),
                                null,
                                List.of(),
                                List.of()))
                .client();
    }

    /** The person allows the app these scopes, in a session of this name; returns the code. */
    public String code(User person, Client client, String scopes, @Nullable CodeChallenge challenge) {
        return code(person, client, ScopeSet.stored(scopes), challenge, ClaimsRequest.NONE, Bounds.NONE);
    }

    /** The same for an app that also asks for claims one by one. */
    public String codeWith(User person, Client client, String scopes, ClaimsRequest claims) {
        return code(person, client, ScopeSet.stored(scopes), null, claims, Bounds.NONE);
    }

    /** The same within these bounds. */
    public String codeWithin(User person, Client client, String scopes, Bounds bounds) {
        return code(person, client, ScopeSet.stored(scopes), null, ClaimsRequest.NONE, bounds);
    }

    private String code(
            User person,
            Client client,
            ScopeSet wanted,
            @Nullable CodeChallenge challenge,
            ClaimsRequest asked,
            Bounds bounds) {
        PreparedCode code = codes.prepare(new CodeTerms(
                person.id(),
                client.id(),
                "session of " + person.handle(),
                client.redirectUris().getFirst().value(),
                wanted,
                challenge,
                "n-0S6_WzA2Mj",
                signedInNow(),
                asked,
                bounds));
        return db.write(tx -> {
            consents.give(tx, person.id(), client.id(), wanted);
            codes.issue(tx, code);
            return code.value();
        });
    }

    /** The app as if it had registered this too, whatever the rules of registration say. */
    public Client describe(Client client, Map<String, ?> metadata) {
        Map<String, Object> all = new LinkedHashMap<>(metadata);
        all.put("client_name", client.name());
        return db.write(tx -> {
            tx.handle()
                    .createUpdate("UPDATE oauth_client SET metadata = :metadata WHERE client_id = :id")
                    .bind("metadata", Json.text(all))
                    .bind("id", client.id().value())
                    .execute();
            tx.signal("oauth.client", null);
            return clients.stored(tx, client.id().value()).orElseThrow();
        });
    }

    /** With a password, at this moment. */
    public Authentication signedInNow() {
        return new Authentication(clock.instant(), Set.of("pwd"));
    }

    /** Exchanges a code as its app does. */
    public Exchange redeem(Client client, String code, @Nullable String verifier) {
        PresentedCode presented = new PresentedCode(
                Digests.sha256Base64Url(code),
                client.id(),
                client.redirectUris().getFirst().value(),
                verifier == null ? null : CodeChallenge.answeredBy(verifier).orElseThrow(),
                true,
                null);
        return db.write(tx -> codes.redeem(tx, presented));
    }

    /** What a code was exchanged for; fails when it was refused. */
    public Rights rights(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Granted(Rights rights) -> rights;
            case Exchange.Refused refused -> throw new AssertionError(refused.detail());
        };
    }

    /** Kinds of all events so far, oldest first. */
    public List<String> events() {
        return db.read(tx -> new EventLog(clock).since(tx, 0, 1_000)).stream()
                .map(LoggedEvent::kind)
                .toList();
    }
}
