package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.doors.rest.RestDoor;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authorize.AnswerPages;
import dev.taskwright.oauth.authorize.AuthorizeEndpoint;
import dev.taskwright.oauth.authorize.AuthorizeFlow;
import dev.taskwright.oauth.authorize.ContinueEndpoint;
import dev.taskwright.oauth.authorize.Earnings;
import dev.taskwright.oauth.authorize.NextPages;
import dev.taskwright.oauth.authorize.PendingAuthorizations;
import dev.taskwright.oauth.authorize.SignedAnswers;
import dev.taskwright.oauth.authorize.StepPages;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.oauth.consent.ConsentPages;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.Resources;
import dev.taskwright.oauth.pushed.PushedRequestEndpoint;
import dev.taskwright.oauth.pushed.PushedRequests;
import dev.taskwright.oauth.requests.AuthorizeChecks;
import dev.taskwright.oauth.requests.RequestObjectSignatures;
import dev.taskwright.oauth.requests.RequestObjects;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/** The authorization endpoint under this server's public address, and where requests are pushed before. */
record AuthorizeDoors(List<HttpService> pages, PushedRequestEndpoint pushing, Runnable sweep) {

    static AuthorizeDoors build(House house, Issuer issuer, PageParts pages, TokenParts parts, ClientDoor door) {
        PlatformWiring platform = house.platform();
        OauthWiring oauth = house.oauth();
        RequestObjects objects = new RequestObjects(
                new RequestObjectSignatures(oauth.clientKeys(), oauth.secrets()),
                oauth.decryptionKeys(),
                platform.outbound(),
                issuer,
                platform.clock());
        DetailTypes types = new DetailTypes(issuer, RestDoor.ROOT);
        AuthorizeChecks checks = new AuthorizeChecks(
                oauth.clients(),
                oauth.described(),
                objects,
                parts.idTokens(),
                types,
                new Resources(issuer, oauth.catalog()),
                oauth.development());
        PushedRequests pushed =
                new PushedRequests(platform.db(), platform.random(), platform.clock(), oauth.described());
        PendingAuthorizations pendings =
                new PendingAuthorizations(platform.db(), pushed, platform.random(), platform.clock());
        AuthorizeFlow flow = new AuthorizeFlow(
                platform.db(),
                checks,
                pushed,
                pendings,
                oauth.consents(),
                new Earnings(oauth.codes(), oauth.authorizations(), parts.tokens(), platform.events()),
                oauth.subjects());
        PushedRequestEndpoint pushing = new PushedRequestEndpoint(door, checks, pushed, issuer);
        DetailQuestions questions = new DetailQuestions(house.projectDirectory());
        NextPages next = next(house, issuer, pages, flow, questions);
        List<HttpService> endpoints = List.of(
                new AuthorizeEndpoint(flow, next, pages.browsers(), pages.addresses()),
                new ContinueEndpoint(flow, next, questions, pages.browsers(), pages.csrf()));
        return new AuthorizeDoors(endpoints, pushing, () -> {
            pendings.forgetExpired();
            pushed.forgetExpired();
        });
    }

    private static NextPages next(
            House house, Issuer issuer, PageParts pages, AuthorizeFlow flow, DetailQuestions questions) {
        ConsentPages consentPages = new ConsentPages(
                pages.html(),
                new AppQuestions(house.identity().users(), house.oauth().catalog()),
                questions);
        SignedAnswers signed = new SignedAnswers(house.oauth().messages(), issuer, house.clock());
        return new NextPages(
                flow,
                issuer,
                pages.sessions(),
                new StepPages(pages.html(), consentPages),
                new AnswerPages(pages.html(), signed),
                house.platform().random());
    }
}
