/**
 * The token endpoint, {@code /oauth2/token} and {@code /connect/token}: who the app is, then one class for each grant.
 *
 * <p>Owns no table. Codes and refresh tokens are exchanged in {@code oauth.tokens}, one statement each; here is only what
 * the request must say and how the answer looks.
 */
@NullMarked
package dev.taskwright.oauth.grants;

import org.jspecify.annotations.NullMarked;
