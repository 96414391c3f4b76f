package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.CertificateFile;
import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.backchannel.BackchannelPages;
import dev.taskwright.platform.crypto.CertificateAuthorities;
import dev.taskwright.platform.html.Assets;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.html.Notices;
import dev.taskwright.platform.http.BrowserCookie;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.Cookies;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.outbound.AddressRange;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What every page and endpoint is made with.
 *
 * @param authorities who may vouch for certificates of apps, perhaps nobody; null where no app is asked for one
 */
record PageParts(
        Assets assets,
        Html html,
        Cookies cookies,
        Notices notices,
        Csrf csrf,
        BrowserCookie browsers,
        SignedInPages sessions,
        ClientAddress addresses,
        ClientCertificates certificates,
        @Nullable CertificateAuthorities authorities) {

    static PageParts build(House house, ServeConfig config) {
        URI issuer = config.issuer();
        Predicate<String> isOurProxy = address -> isIn(config.trustedProxies(), address);
        Cookies cookies = new Cookies(issuer);
        BrowserCookie browsers = new BrowserCookie(cookies, house.platform().random()::token256);
        Csrf csrf = new Csrf(house.platform().keyFile().derive("csrf").getEncoded(), browsers, issuer);
        Assets assets = Assets.load();
        Notices notices = new Notices(cookies);
        return new PageParts(
                assets,
                new Html(
                        assets,
                        csrf,
                        notices,
                        viewer -> BackchannelPages.errand(house.oauth().backchannel(), viewer)),
                cookies,
                notices,
                csrf,
                browsers,
                new SignedInPages(house.identity().sessions(), cookies),
                new ClientAddress(isOurProxy),
                config.certificates()
                        .header()
                        .map(header -> new ClientCertificates(header, isOurProxy))
                        .orElseGet(ClientCertificates::direct),
                config.certificates().areAskedFor() ? authorities(config.certificates()) : null);
    }

    static CertificateAuthorities authorities(ServeConfig.Certificates certificates) {
        return certificates
                .authorities()
                .map(file -> CertificateAuthorities.of(CertificateFile.read(file, "--client-ca")))
                .orElseGet(CertificateAuthorities::none);
    }

    /** {@code address} is numeric, so that nothing is looked up. */
    private static boolean isIn(List<AddressRange> ranges, String address) {
        if (ranges.isEmpty()) {
            return false;
        }
        InetAddress numeric = InetAddress.ofLiteral(address);
        return ranges.stream().anyMatch(range -> range.contains(numeric));
    }
}
