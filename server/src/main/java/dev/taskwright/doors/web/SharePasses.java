package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.platform.http.Cookies;
import dev.taskwright.work.projects.ShareLink;
import dev.taskwright.work.projects.ShareLinks;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** The cookies of browsers that were let in by a share link, one for each link, until the browser closes. */
public final class SharePasses {
    private final ShareLinks links;
    private final Cookies cookies;

    public SharePasses(ShareLinks links, Cookies cookies) {
        this.links = links;
        this.cookies = cookies;
    }

    void give(ServerResponse response, ShareLink link) {
        cookies.set(response, name(link.id()), links.pass(link), null);
    }

    /** Who this browser is to the link; empty when it was not let in, or the link no longer opens. */
    Optional<Caller.Visitor> of(ServerRequest request, String link) {
        boolean isId = link.matches("[1-9A-HJ-NP-Za-km-z]{16}");
        return isId ? cookies.read(request, name(link)).flatMap(pass -> links.visitor(link, pass)) : Optional.empty();
    }

    private static String name(String link) {
        return "tw_share_" + link;
    }
}
