/**
 * The authorization endpoint: {@code /oauth2/authorize}, {@code /connect/authorize}, with {@code /continue},
 * {@code /account} and {@code /consent} below the first. Owns the table {@code pending_authorization}.
 *
 * <p>A star: a checked request is kept, and {@code NextStep} says sign-in, account, consent or issue. Every step comes
 * back to {@code /continue}, where the same question is asked again. The checks are in {@code oauth.requests}; codes and
 * tokens are made in {@code oauth.tokens}.
 */
@NullMarked
package dev.taskwright.oauth.authorize;

import org.jspecify.annotations.NullMarked;
