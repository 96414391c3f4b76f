/**
 * What a person proves themselves with beside a password: codes of an authenticator app and recovery codes.
 *
 * <p>Owns the tables {@code second_factor} and {@code recovery_code} and {@code /settings/security}. Asking for a code at
 * sign-in, and slowing down those who guess, is for {@code identity.signin}.
 */
@NullMarked
package dev.taskwright.identity.factors;

import org.jspecify.annotations.NullMarked;
