/**
 * What an app holds: authorization codes, access, refresh and ID tokens; issued, rotated, verified, ended here.
 * Owns the tables {@code app_authorization}, {@code authorization_code}, {@code refresh_family}, {@code opaque_token},
 * {@code revoked_access} and {@code revoked_app_token}; implements {@code identity.access.BearerTokens} for API calls.
 *
 * <p>Does not speak HTTP and does not ask the person: that is {@code oauth.grants} and {@code oauth.consent}.
 */
@NullMarked
package dev.taskwright.oauth.tokens;

import org.jspecify.annotations.NullMarked;
