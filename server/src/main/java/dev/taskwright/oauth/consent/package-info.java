/**
 * What a person allowed an app: remembered for each person, app and set of scopes, asked for on a page, withdrawn at
 * {@code /settings/authorized-apps}. Owns the table {@code oauth_consent}.
 *
 * <p>An app's authorizations and tokens hang on the consent in the schema: withdrawing it ends them. When to ask is
 * decided in {@code oauth.authorize}.
 */
@NullMarked
package dev.taskwright.oauth.consent;

import org.jspecify.annotations.NullMarked;
