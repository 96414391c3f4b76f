/**
 * Registered apps as every request sees them: what they are called, where they may be answered, what they may ask for,
 * how they prove who they are. Owns the tables {@code oauth_client} and {@code oauth_client_secret}; keeps apps in
 * memory.
 *
 * <p>Does not know what a registration may say ({@code oauth.apps}), what a person allowed an app
 * ({@code oauth.consent}), nor any token.
 */
@NullMarked
package dev.taskwright.oauth.clients;

import org.jspecify.annotations.NullMarked;
