package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.oauth.authorize.AnswerPages;
import dev.taskwright.oauth.authorize.AuthorizeEndpoint;
import dev.taskwright.oauth.authorize.AuthorizeFlow;
import dev.taskwright.oauth.authorize.Earnings;
import dev.taskwright.oauth.authorize.StepPages;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.oauth.consent.ConsentPages;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.requests.AuthorizeChecks;
import dev.taskwright.oauth.requests.RequestObjectSignatures;
import dev.taskwright.oauth.requests.RequestObjects;

/** The authorization endpoint under this server's public address. */
record AuthorizeDoors(AuthorizeEndpoint endpoint, AuthorizeFlow flow) {

    static AuthorizeDoors build(House house, Issuer issuer, PageParts pages, TokenParts parts) {
        PlatformWiring platform = house.platform();
        OauthWiring oauth = house.oauth();
        RequestObjects objects = new RequestObjects(
                new RequestObjectSignatures(oauth.clientKeys(), oauth.secrets()),
                platform.outbound(),
                issuer,
                platform.clock());
        AuthorizeFlow flow = new AuthorizeFlow(
                platform.db(),
                new AuthorizeChecks(oauth.clients(), oauth.described(), objects, parts.idTokens(), oauth.development()),
                oauth.consents(),
                new Earnings(oauth.codes(), oauth.authorizations(), parts.tokens(), platform.events()),
                oauth.subjects(),
                platform.random(),
                platform.clock());
        ConsentPages consentPages =
                new ConsentPages(pages.html(), new AppQuestions(house.identity().users(), oauth.catalog()));
        return new AuthorizeDoors(
                new AuthorizeEndpoint(
                        flow,
                        issuer,
                        pages.sessions(),
                        pages.browsers(),
                        pages.csrf(),
                        new StepPages(pages.html(), consentPages),
                        new AnswerPages(pages.html())),
                flow);
    }
}
