/**
 * The userinfo endpoint, {@code /oauth2/userinfo} and {@code /connect/userinfo}: who the person behind an access token
 * is, as far as its scopes go; and {@code /oauth2/ping}, which says whether a token works.
 *
 * <p>Owns no table. Which claims belong to which scope is said once, in {@code oauth.claims.PersonClaims}.
 */
@NullMarked
package dev.taskwright.oauth.userinfo;

import org.jspecify.annotations.NullMarked;
