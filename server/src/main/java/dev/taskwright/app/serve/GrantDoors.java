package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.doors.rest.RestDoor;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.UsedAssertions;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.devices.DeviceAuthorizationEndpoint;
import dev.taskwright.oauth.devices.DevicePages;
import dev.taskwright.oauth.devices.Devices;
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
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.Resources;
import dev.taskwright.oauth.tokens.Tokens;
import java.util.List;

/** Where programs get tokens: the token endpoint with all its grants, and what devices and their people need before. */
record GrantDoors(TokenEndpoint tokens, DeviceAuthorizationEndpoint devices, DevicePages pages, Runnable sweep) {

    static GrantDoors build(
            House house, Issuer issuer, PageParts pages, ClientDoor door, TokenParts parts, UsedAssertions used) {
        OauthWiring oauth = house.oauth();
        Devices devices = new Devices(
                house.db(),
                house.platform().random(),
                house.clock(),
                oauth.decisions(),
                house.platform().events());
        return new GrantDoors(
                new TokenEndpoint(door, grants(house, issuer, parts, used)),
                new DeviceAuthorizationEndpoint(door, devices, house.clock(), issuer),
                new DevicePages(
                        devices,
                        oauth.clients(),
                        new AppQuestions(house.identity().users(), oauth.catalog()),
                        house.clock(),
                        new DevicePages.Parts(pages.html(), pages.csrf(), pages.sessions(), pages.addresses())),
                oauth.decisions()::forgetExpired);
    }

    private static List<Grant> grants(House house, Issuer issuer, TokenParts parts, UsedAssertions used) {
        Tokens tokens = parts.tokens();
        OauthWiring oauth = house.oauth();
        Resources resources = new Resources(issuer, oauth.catalog());
        Narrowing narrowing = new Narrowing(new DetailTypes(issuer, RestDoor.ROOT), resources);
        Sessionless sessionless =
                new Sessionless(house.identity().users(), oauth.authorizations(), oauth.consents(), resources);
        return List.of(
                new AuthorizationCodeGrant(house.db(), oauth.codes(), tokens, narrowing),
                new RefreshTokenGrant(house.db(), oauth.families(), tokens, narrowing),
                new ClientCredentialsGrant(oauth.catalog(), resources, tokens),
                DecidedGrant.ofDevices(house.db(), oauth.decisions(), sessionless, tokens),
                DecidedGrant.ofBackchannel(house.db(), oauth.decisions(), sessionless, tokens),
                new TokenExchangeGrant(parts.accessTokens(), tokens),
                new JwtBearerGrant(
                        house.db(),
                        house.clock(),
                        issuer,
                        house.identity().users(),
                        new JwtBearerGrant.Trust(oauth.clientKeys(), used),
                        sessionless,
                        tokens),
                new PasswordGrant(
                        house.db(),
                        house.clock(),
                        oauth.clients(),
                        house.identity().secondStep(),
                        house.platform().events(),
                        sessionless,
                        tokens));
    }
}
