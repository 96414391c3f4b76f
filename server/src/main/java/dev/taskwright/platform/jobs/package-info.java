/**
 * Work that must be done once something is durable: written down in the transaction that calls for it, carried out soon
 * after on some node, tried again with growing pauses when it fails. Also how a room hears of an event from a room that it
 * may not import.
 *
 * <p>Owns the table {@code job}. Knows no kind of work: rooms bring a {@link dev.taskwright.platform.jobs.JobHandler}.
 */
@NullMarked
package dev.taskwright.platform.jobs;

import org.jspecify.annotations.NullMarked;
