/**
 * Passkeys: signing in by a key that a device or a password manager holds (Web Authentication, Level 3).
 *
 * <p>Owns the tables {@code passkey} and {@code passkey_challenge} and {@code /settings/passkeys}. The page that signs
 * people in with them is in {@code identity.signin}.
 */
@NullMarked
package dev.taskwright.identity.passkeys;

import org.jspecify.annotations.NullMarked;
