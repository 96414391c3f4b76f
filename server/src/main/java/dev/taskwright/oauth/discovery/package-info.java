/**
 * What this provider says about itself: {@code /.well-known/openid-configuration},
 * {@code /.well-known/oauth-authorization-server} and the keys at {@code /oauth2/jwks}.
 *
 * <p>Owns no table. States what is implemented and nothing else; whatever can be derived is derived.
 */
@NullMarked
package dev.taskwright.oauth.discovery;

import org.jspecify.annotations.NullMarked;
