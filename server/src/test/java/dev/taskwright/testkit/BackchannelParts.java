package dev.taskwright.testkit;

import dev.taskwright.identity.signin.GuessLimit;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.backchannel.BackchannelEndpoint;
import dev.taskwright.oauth.backchannel.BackchannelPages;
import dev.taskwright.oauth.backchannel.BackchannelRequests;
import dev.taskwright.oauth.backchannel.Hints;
import dev.taskwright.oauth.backchannel.PingApp;
import dev.taskwright.oauth.backchannel.SignedRequests;
import dev.taskwright.oauth.backchannel.UserCodes;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Viewer;
import dev.taskwright.platform.jobs.Jobs;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Optional;

/** Backchannel authentication on a {@link Provider}, wired as in the server. */
public final class BackchannelParts {
    public final BackchannelRequests requests;
    public final PingApp pings;

    private final Provider provider;
    private final UserCodes codes;
    private final Hints hints;

    BackchannelParts(Provider provider, Sealer sealer) {
        this.provider = provider;
        this.requests = new BackchannelRequests(
                provider.db,
                provider.random,
                provider.clock,
                provider.decisions,
                new EventLog(provider.clock),
                new Jobs(provider.clock),
                sealer);
        this.pings = new PingApp(
                provider.db, provider.clients, provider.decisions, sealer, Provider.OUTBOUND, provider.clock);
        GuessLimit guesses = new GuessLimit(provider.db, provider.clock, "Too many wrong guesses.");
        this.codes = new UserCodes(provider.db, provider.people.passwords(), guesses);
        this.hints = new Hints(
                provider.users, provider.subjects, provider.idTokens, provider.revocations, provider.consents, guesses);
    }

    Optional<Frame.Errand> errand(Viewer viewer) {
        return BackchannelPages.errand(requests, viewer);
    }

    List<HttpService> services(ClientDoor door, AppQuestions questions) {
        SignedRequests signed = new SignedRequests(
                new ClientKeySets(Provider.OUTBOUND, provider.clock),
                provider.assertions,
                provider.clock,
                provider.issuer);
        return List.of(
                new BackchannelEndpoint(
                        door, new BackchannelEndpoint.Parts(signed, hints, codes), requests, provider.clock),
                new BackchannelPages(
                        requests,
                        codes,
                        provider.clients,
                        questions,
                        provider.clock,
                        new BackchannelPages.Parts(provider.web.html, provider.web.csrf, provider.sessions)));
    }
}
