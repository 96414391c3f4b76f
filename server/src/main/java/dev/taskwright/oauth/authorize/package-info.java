/**
 * The authorization endpoint: {@code /oauth2/authorize}, {@code /connect/authorize}, with {@code /continue} and
 * {@code /consent} below the first. Owns the table {@code pending_authorization}.
 *
 * <p>A star: a request passes the checks, is kept, and {@code NextStep} says sign-in, consent or issue. Every step comes
 * back to {@code /continue}, where the same question is asked again. Issues codes through {@code oauth.tokens}, makes
 * none itself.
 */
@NullMarked
package dev.taskwright.oauth.authorize;

import org.jspecify.annotations.NullMarked;
