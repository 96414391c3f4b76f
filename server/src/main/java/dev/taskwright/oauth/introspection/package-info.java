/**
 * Whether a token holds and what it opens, said to those who are shown one: the doors of this server, and other servers at
 * {@code /oauth2/introspect} ({@code /connect/introspect}). Its app ends one at {@code /oauth2/revoke}
 * ({@code /connect/revocation}).
 *
 * <p>Owns no table. What a token is and what ends it is {@code oauth.tokens}.
 */
@NullMarked
package dev.taskwright.oauth.introspection;

import org.jspecify.annotations.NullMarked;
