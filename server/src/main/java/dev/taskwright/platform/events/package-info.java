/**
 * The change log: every write, of any wing, appends what happened in its own transaction. Live pages, webhooks, audit and
 * "changes since" read this one log.
 *
 * <p>Owns the table {@code event}. Entries are never changed; those older than their retention are removed.
 */
@NullMarked
package dev.taskwright.platform.events;

import org.jspecify.annotations.NullMarked;
