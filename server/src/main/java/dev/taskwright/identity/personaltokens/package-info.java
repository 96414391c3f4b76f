/**
 * Personal tokens ({@code twp_…}): what a person hands to a script so that it acts for them.
 *
 * <p>Owns the table {@code personal_token} and {@code /settings/tokens}. Knows nothing of apps and their access tokens.
 */
@NullMarked
package dev.taskwright.identity.personaltokens;

import org.jspecify.annotations.NullMarked;
