package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.sessions.SignedInPages;
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

/** What every page is made with. */
record PageParts(
        Assets assets,
        Html html,
        Cookies cookies,
        Notices notices,
        Csrf csrf,
        BrowserCookie browsers,
        SignedInPages sessions,
        ClientAddress addresses,
        ClientCertificates certificates) {

    static PageParts build(House house, URI issuer, List<AddressRange> trustedProxies) {
        Cookies cookies = new Cookies(issuer);
        BrowserCookie browsers = new BrowserCookie(cookies, house.platform().random()::token256);
        Csrf csrf = new Csrf(house.platform().keyFile().derive("csrf").getEncoded(), browsers, issuer);
        Assets assets = Assets.load();
        Notices notices = new Notices(cookies);
        return new PageParts(
                assets,
                new Html(assets, csrf, notices),
                cookies,
                notices,
                csrf,
                browsers,
                new SignedInPages(house.identity().sessions(), cookies),
                new ClientAddress(address -> isIn(trustedProxies, address)),
                ClientCertificates.direct());
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
