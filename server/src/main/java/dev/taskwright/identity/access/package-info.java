/**
 * From a credential as it was presented to a {@code Caller}, or to the challenge that says what is wrong with it.
 *
 * <p>Owns the seam {@code BearerTokens}, which each kind of token implements; no table and no URL. Knows no kind of token
 * itself and nothing of what a caller may do.
 */
@NullMarked
package dev.taskwright.identity.access;

import org.jspecify.annotations.NullMarked;
