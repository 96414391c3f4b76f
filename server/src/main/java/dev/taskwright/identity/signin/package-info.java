/**
 * Proving who one is, and a person's own settings: sign-in, sign-out, profile, change of password.
 *
 * <p>Owns {@code /sign-in}, {@code /sign-out} and {@code /settings/profile}, and the table {@code sign_in_limit}, which
 * slows down guessing. Sends people back to where they came from; knows nothing of apps and authorizations in progress.
 */
@NullMarked
package dev.taskwright.identity.signin;

import org.jspecify.annotations.NullMarked;
