package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.IdentityWiring;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.identity.factors.SecurityPages;
import dev.taskwright.identity.passkeys.PasskeyPages;
import dev.taskwright.identity.passkeys.Passkeys;
import dev.taskwright.identity.personaltokens.PersonalTokenPages;
import dev.taskwright.identity.signin.ProfilePages;
import dev.taskwright.identity.signin.SignInPages;
import dev.taskwright.identity.users.PictureEndpoint;
import dev.taskwright.identity.users.Pictures;
import dev.taskwright.oauth.protocol.Issuer;
import io.helidon.webserver.http.HttpService;
import java.net.URI;
import java.util.List;

/** The hall's doors: how people come in, and what they set for themselves. */
record IdentityDoors(List<HttpService> services, List<Runnable> sweeps) {
    static IdentityDoors build(House house, Issuer issuer, PageParts pages) {
        IdentityWiring identity = house.identity();
        PlatformWiring platform = house.platform();
        URI place = URI.create(issuer.value());
        Pictures pictures = new Pictures(house.db(), identity.users());
        Passkeys passkeys = new Passkeys(
                house.db(),
                identity.users(),
                platform.events(),
                platform.sealer(),
                platform.random(),
                house.clock(),
                place);
        List<HttpService> services = List.of(
                new SignInPages(
                        identity.passwordCheck(),
                        identity.secondStep(),
                        passkeys,
                        pages.sessions(),
                        pages.html(),
                        pages.csrf(),
                        pages.addresses()),
                new SecurityPages(
                        identity.secondFactors(),
                        pages.sessions(),
                        pages.html(),
                        pages.csrf(),
                        house.clock(),
                        place.getAuthority()),
                new PasskeyPages(passkeys, pages.sessions(), pages.html(), pages.csrf(), house.clock()),
                new ProfilePages(
                        identity.users(),
                        pictures,
                        identity.passwordCheck(),
                        pages.sessions(),
                        pages.html(),
                        pages.csrf(),
                        pages.addresses()),
                new PictureEndpoint(pictures),
                new PersonalTokenPages(
                        identity.personalTokens(), pages.sessions(), pages.html(), pages.csrf(), house.clock()));
        return new IdentityDoors(services, List.of(passkeys::forget));
    }
}
