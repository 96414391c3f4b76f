package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.Resources;
import java.util.List;

/** RFC 8707, 2: where the tokens are to be used, each a known address. */
final class ResourceCheck {
    private final Resources resources;

    ResourceCheck(Resources resources) {
        this.resources = resources;
    }

    List<String> check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        try {
            return resources.read(parameters.all("resource"));
        } catch (OAuthException refused) {
            throw redirect.refuse(refused.error());
        }
    }
}
