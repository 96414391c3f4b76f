package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.oauth.logout.BackChannelLogout;
import dev.taskwright.oauth.logout.CheckSessionEndpoint;
import dev.taskwright.oauth.logout.Logout;
import dev.taskwright.oauth.logout.LogoutPages;
import dev.taskwright.oauth.logout.LogoutTokens;
import dev.taskwright.oauth.logout.SessionsEnded;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.tokens.SessionTokens;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.platform.jobs.Jobs;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/** Signing out under this server's public address: its pages, and the work of telling the apps. */
record LogoutDoors(List<HttpService> services, List<JobHandler> jobs) {

    static LogoutDoors build(House house, Issuer issuer, PageParts pages, TokenParts parts) {
        PlatformWiring platform = house.platform();
        OauthWiring oauth = house.oauth();
        SessionTokens tokens = new SessionTokens(house.clock());
        Jobs jobs = new Jobs(house.clock());
        Logout logout = new Logout(house.db(), house.identity().sessions(), tokens, jobs);
        LogoutTokens logoutTokens =
                new LogoutTokens(oauth.messages(), oauth.subjects(), issuer, platform.random(), house.clock());
        return new LogoutDoors(
                List.of(
                        new LogoutPages(
                                logout,
                                oauth.clients(),
                                parts.idTokens(),
                                issuer,
                                pages.sessions(),
                                pages.html(),
                                pages.csrf()),
                        new CheckSessionEndpoint(pages.assets(), pages.sessions())),
                List.of(
                        new SessionsEnded(house.db(), tokens, jobs),
                        new BackChannelLogout(oauth.clients(), logoutTokens, platform.outbound())));
    }
}
