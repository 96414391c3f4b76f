/**
 * The words of OAuth 2.0 and OpenID Connect: error codes, grant and response types, prompts, scopes, PKCE,
 * and the settings of this provider that every other oauth room reads.
 *
 * <p>Pure values: no URL, no table, no HTTP. What a request means is decided in the rooms above.
 */
@NullMarked
package dev.taskwright.oauth.protocol;

import org.jspecify.annotations.NullMarked;
