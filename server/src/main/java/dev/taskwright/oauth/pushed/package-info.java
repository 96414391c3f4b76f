/**
 * Pushed authorization requests: {@code /oauth2/par}, {@code /connect/par}. Owns the table {@code pushed_request}.
 *
 * <p>An app files its request here and sends the person along with the address of it. What such a request must satisfy is in
 * {@code oauth.requests}; when it is used up is said by {@code oauth.authorize}: when the authorization is over.
 */
@NullMarked
package dev.taskwright.oauth.pushed;

import org.jspecify.annotations.NullMarked;
