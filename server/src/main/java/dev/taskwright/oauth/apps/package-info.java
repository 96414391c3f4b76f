/**
 * Registering, changing and deleting apps: what may be said of one, by whom, what holds where nothing is said; and apps'
 * pictures at {@code /logos/{digest}}. Owns the table {@code client_logo}.
 *
 * <p>The apps as every request sees them, and their rows, are {@code oauth.clients}. How an app speaks to this server
 * to register itself is {@code oauth.registration}.
 */
@NullMarked
package dev.taskwright.oauth.apps;

import org.jspecify.annotations.NullMarked;
