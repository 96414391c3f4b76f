/**
 * Backchannel authentication: OpenID Connect CIBA Core 1.0, by poll and ping. An app asks for a person at
 * {@code /oauth2/backchannel_authentication} ({@code /connect/ciba}), the person answers at {@code /requests}, and every
 * page of theirs says that somebody waits. Owns the tables {@code backchannel_request} and {@code backchannel_user_code}.
 *
 * <p>What becomes of a request is {@code oauth.decisions}; the app gets its tokens at the token endpoint, from
 * {@code oauth.grants}. Tokens are never pushed.
 */
@NullMarked
package dev.taskwright.oauth.backchannel;

import org.jspecify.annotations.NullMarked;
