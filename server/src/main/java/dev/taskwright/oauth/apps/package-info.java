/**
 * Registering, changing and deleting apps: what may be said of one, by whom, and what holds where nothing is said.
 *
 * <p>Owns no table: the apps as every request sees them, and their rows, are {@code oauth.clients}. How an app speaks
 * to this server to register itself is {@code oauth.registration}.
 */
@NullMarked
package dev.taskwright.oauth.apps;

import org.jspecify.annotations.NullMarked;
