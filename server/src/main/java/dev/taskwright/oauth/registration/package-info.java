/**
 * Apps that register themselves: {@code POST /oauth2/register} (RFC 7591, OpenID Connect Registration), and what each may
 * do with its own registration at {@code /oauth2/register/CLIENT_ID} (RFC 7592); the same under {@code /connect}.
 *
 * <p>Owns the table {@code client_registration}. What a registration may say is for {@code oauth.apps}.
 */
@NullMarked
package dev.taskwright.oauth.registration;

import org.jspecify.annotations.NullMarked;
