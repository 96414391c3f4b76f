package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.identity.signin.GuessLimit;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.UsedAssertions;
import dev.taskwright.oauth.backchannel.BackchannelEndpoint;
import dev.taskwright.oauth.backchannel.BackchannelPages;
import dev.taskwright.oauth.backchannel.Hints;
import dev.taskwright.oauth.backchannel.PingApp;
import dev.taskwright.oauth.backchannel.SignedRequests;
import dev.taskwright.oauth.backchannel.UserCodes;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.oauth.protocol.Issuer;

/** Where apps ask for people who are elsewhere, where these answer, and how the apps hear of it. */
record BackchannelDoors(BackchannelEndpoint endpoint, BackchannelPages pages, PingApp ping) {

    static BackchannelDoors build(
            House house, Issuer issuer, PageParts pages, TokenParts tokens, ClientDoor door, UsedAssertions used) {
        PlatformWiring platform = house.platform();
        OauthWiring oauth = house.oauth();
        GuessLimit limit = new GuessLimit(house.db(), house.clock(), "Too many wrong guesses.");
        UserCodes codes = new UserCodes(house.db(), platform.passwords(), limit);
        Hints hints = new Hints(
                house.identity().users(),
                oauth.subjects(),
                tokens.idTokens(),
                oauth.revocations(),
                oauth.consents(),
                limit);
        return new BackchannelDoors(
                new BackchannelEndpoint(
                        door,
                        new BackchannelEndpoint.Parts(
                                new SignedRequests(oauth.clientKeys(), used, house.clock(), issuer), hints, codes),
                        oauth.backchannel(),
                        house.clock()),
                new BackchannelPages(
                        oauth.backchannel(),
                        codes,
                        oauth.clients(),
                        new AppQuestions(house.identity().users(), oauth.catalog()),
                        house.clock(),
                        new BackchannelPages.Parts(pages.html(), pages.csrf(), pages.sessions())),
                new PingApp(
                        house.db(),
                        oauth.clients(),
                        oauth.decisions(),
                        platform.sealer(),
                        platform.outbound(),
                        house.clock()));
    }
}
