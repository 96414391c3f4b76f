package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.IdentityWiring;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.oauth.authentication.AssertionCheck;
import dev.taskwright.oauth.authentication.CertificateCheck;
import dev.taskwright.oauth.authentication.ClientAuthentication;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.authentication.Evidence;
import dev.taskwright.oauth.authentication.UsedAssertions;
import dev.taskwright.oauth.backchannel.BackchannelEndpoint;
import dev.taskwright.oauth.consent.AuthorizedAppsPages;
import dev.taskwright.oauth.consent.Meanings;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.oauth.discovery.DiscoveryEndpoint;
import dev.taskwright.oauth.introspection.AccessTokenGate;
import dev.taskwright.oauth.introspection.Introspection;
import dev.taskwright.oauth.introspection.Revocation;
import dev.taskwright.oauth.introspection.TokenFacts;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.tokens.AccessTokens;
import dev.taskwright.oauth.userinfo.HeldTokens;
import dev.taskwright.oauth.userinfo.PingEndpoint;
import dev.taskwright.oauth.userinfo.UserinfoEndpoint;
import dev.taskwright.platform.jobs.JobHandler;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The oauth wing under this server's public address.
 *
 * @param programs endpoints that programs call themselves
 * @param pages what people come to in a browser
 * @param accessTokens the tokens that it accepts
 */
record OauthDoors(
        List<HttpService> programs,
        List<HttpService> pages,
        BearerTokens accessTokens,
        Possession possession,
        List<JobHandler> jobs,
        List<Runnable> sweeps) {

    static OauthDoors build(House house, Issuer issuer, PageParts pages, TokenParts parts, Map<String, Object> facts) {
        PlatformWiring platform = house.platform();
        IdentityWiring identity = house.identity();
        OauthWiring oauth = house.oauth();
        AccessTokens accessTokens = parts.accessTokens();
        UsedAssertions used = new UsedAssertions(platform.db(), platform.clock());
        ClientAuthentication authentication = authentication(oauth, issuer, pages, used, platform.clock());
        Possession possession = parts.possession();
        ClientDoor door = new ClientDoor(authentication, possession, pages.addresses(), pages.certificates());
        HeldTokens held = new HeldTokens(accessTokens, possession);
        AuthorizeDoors authorize = AuthorizeDoors.build(house, issuer, pages, parts, door);
        GrantDoors grants = GrantDoors.build(house, issuer, pages, door, parts, used);
        BackchannelDoors backchannel = BackchannelDoors.build(house, issuer, pages, parts, door, used);
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.putAll(BackchannelEndpoint.facts(issuer));
        all.putAll(grants.devices().facts());
        all.putAll(authorize.pushing().facts());
        all.putAll(TokenFacts.of(issuer, authentication.methods()));
        return new OauthDoors(
                List.of(
                        grants.tokens(),
                        grants.devices(),
                        authorize.pushing(),
                        backchannel.endpoint(),
                        new ClientEndpoint(door, Introspection.PATHS, parts.introspection(house, issuer)),
                        new ClientEndpoint(door, Revocation.PATHS, parts.revocation(house)),
                        new UserinfoEndpoint(
                                held,
                                pages.certificates(),
                                identity.users(),
                                oauth.clients(),
                                parts.people(),
                                oauth.messages(),
                                issuer),
                        new PingEndpoint(held, pages.certificates(), identity.users()),
                        new DiscoveryEndpoint(
                                oauth.keys(),
                                oauth.decryptionKeys(),
                                issuer,
                                oauth.catalog(),
                                grants.tokens().grantTypes(),
                                authentication.methods(),
                                all)),
                people(house, issuer, pages, authorize, grants, backchannel),
                new AccessTokenGate(accessTokens, identity.users(), possession),
                possession,
                List.of(backchannel.ping()),
                List.of(authorize.sweep(), used::forget, possession::forget, grants.sweep()));
    }

    private static ClientAuthentication authentication(
            OauthWiring oauth, Issuer issuer, PageParts pages, UsedAssertions used, InstantSource clock) {
        Evidence evidence = new Evidence(
                new AssertionCheck(oauth.clientKeys(), oauth.secrets(), issuer),
                new CertificateCheck(pages.authorities(), oauth.clientKeys()));
        return new ClientAuthentication(oauth.clients(), evidence, oauth.use(), used, clock, oauth.described()::greet);
    }

    private static List<HttpService> people(
            House house,
            Issuer issuer,
            PageParts pages,
            AuthorizeDoors authorize,
            GrantDoors grants,
            BackchannelDoors backchannel) {
        OauthWiring oauth = house.oauth();
        List<HttpService> people = new ArrayList<>(authorize.pages());
        people.add(grants.pages());
        people.add(backchannel.pages());
        people.add(new AuthorizedAppsPages(
                pages.html(),
                pages.csrf(),
                pages.sessions(),
                oauth.consents(),
                oauth.clients(),
                new Meanings(oauth.catalog(), new DetailQuestions(house.projectDirectory())),
                issuer));
        return people;
    }
}
