package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.OauthWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.introspection.Introspection;
import dev.taskwright.oauth.introspection.Revocation;
import dev.taskwright.oauth.introspection.SignedIntrospection;
import dev.taskwright.oauth.possession.DpopNonces;
import dev.taskwright.oauth.possession.NonceRule;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.tokens.AccessClaims;
import dev.taskwright.oauth.tokens.AccessTokens;
import dev.taskwright.oauth.tokens.IdTokens;
import dev.taskwright.oauth.tokens.OpaqueTokens;
import dev.taskwright.oauth.tokens.Tokens;

/** What makes and reads tokens under this server's public address. */
record TokenParts(
        PersonClaims people, AccessTokens accessTokens, IdTokens idTokens, Tokens tokens, Possession possession) {

    static TokenParts build(House house, Issuer issuer, NonceRule nonceRule) {
        PlatformWiring platform = house.platform();
        OauthWiring oauth = house.oauth();
        Users users = house.identity().users();
        PersonClaims people = new PersonClaims(issuer, oauth.subjects());
        AccessTokens accessTokens = new AccessTokens(
                oauth.keys(),
                new AccessClaims(issuer, oauth.catalog(), people, platform.random(), platform.clock()),
                new OpaqueTokens(platform.db(), platform.random(), platform.clock()),
                oauth.clients(),
                oauth.revocations(),
                platform.clock());
        IdTokens idTokens = new IdTokens(oauth.messages(), oauth.keys(), people, issuer, platform.clock());
        DpopNonces nonces = new DpopNonces(platform.keyFile().derive("dpop_nonce"), platform.clock());
        return new TokenParts(
                people,
                accessTokens,
                idTokens,
                new Tokens(users, accessTokens, idTokens, oauth.families()),
                new Possession(nonces, nonceRule, platform.db(), issuer, platform.clock()));
    }

    SignedIntrospection introspection(House house, Issuer issuer) {
        OauthWiring oauth = house.oauth();
        Introspection introspection = new Introspection(
                accessTokens,
                oauth.families(),
                house.db(),
                house.identity().users(),
                oauth.clients(),
                issuer,
                oauth.subjects());
        return new SignedIntrospection(introspection, oauth.messages(), issuer, house.clock());
    }

    Revocation revocation(House house) {
        OauthWiring oauth = house.oauth();
        return new Revocation(accessTokens, oauth.families(), oauth.revocations(), house.db());
    }
}
