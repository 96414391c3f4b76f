package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.oauth.apps.LogoEndpoint;
import dev.taskwright.oauth.apps.LogoFetch;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.registration.RegistrationChecks;
import dev.taskwright.oauth.registration.RegistrationEndpoint;
import dev.taskwright.oauth.registration.RegistrationFacts;
import dev.taskwright.oauth.registration.RegistrationGate;
import dev.taskwright.oauth.registration.Registrations;
import dev.taskwright.oauth.registration.SoftwareStatements;
import dev.taskwright.platform.jobs.JobHandler;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;

/** Registering apps under this server's public address, and apps' pictures. */
record RegistrationDoors(
        List<HttpService> services, List<JobHandler> jobs, List<Runnable> sweeps, Map<String, Object> facts) {

    static RegistrationDoors build(House house, Issuer issuer, PageParts pages, ServeConfig.Registration config) {
        PlatformWiring platform = house.platform();
        OauthWiring oauth = house.oauth();
        SoftwareStatements statements =
                new SoftwareStatements(config.publishers(), oauth.clientKeys(), issuer, house.clock());
        Registrations registrations = new Registrations(
                house.db(),
                oauth.selfRegistration(),
                oauth.clients(),
                oauth.initialTokens(),
                new RegistrationChecks(statements, platform.outbound()),
                platform.random(),
                house.clock());
        RegistrationGate gate = new RegistrationGate(config.policy(), oauth.initialTokens(), house.clock());
        return new RegistrationDoors(
                List.of(
                        new RegistrationEndpoint(registrations, gate, pages.addresses(), issuer),
                        new LogoEndpoint(oauth.logos())),
                List.of(new LogoFetch(platform.outbound(), oauth.logos())),
                List.of(
                        oauth.use()::write,
                        registrations::forgetUnused,
                        oauth.described()::forgetUnused,
                        oauth.initialTokens()::forgetOver),
                RegistrationFacts.of(issuer, config.policy()));
    }
}
