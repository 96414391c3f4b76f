package dev.taskwright.oauth.clients;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an app takes part in signing out: OpenID Connect RP-Initiated, Front-Channel and Back-Channel Logout.
 *
 * @param postLogoutRedirectUris where a person may be sent afterwards; matched exactly
 * @param frontChannelUri shown in a frame when the session ends
 * @param frontChannelNeedsSession whether {@code iss} and {@code sid} go with it
 * @param backChannelUri gets a logout token when the session ends
 * @param backChannelNeedsSession whether the logout token must have {@code sid}
 */
public record LogoutRules(
        List<String> postLogoutRedirectUris,
        @Nullable URI frontChannelUri,
        boolean frontChannelNeedsSession,
        @Nullable URI backChannelUri,
        boolean backChannelNeedsSession) {

    public static final LogoutRules NONE = new LogoutRules(List.of(), null, false, null, false);

    /** Copies the list. */
    public LogoutRules {
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    }
}
