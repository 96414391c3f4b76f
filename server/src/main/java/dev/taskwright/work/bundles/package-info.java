/**
 * Bundles: a space as one file that another server reads, and such a file as a new folder here.
 *
 * <p>Serves {@code /bundles/…}. Owns the tables {@code bundle_item}, {@code bundle_preference} and {@code bundle_import}. What
 * this server has no use for (agents, automations, apps) is kept as it came and goes with the next export.
 *
 * <p>Nothing is held in memory as a whole but one project at a time; what comes in is read through and checked before
 * anything is written, into a folder that nobody sees until all is there.
 */
@NullMarked
package dev.taskwright.work.bundles;

import org.jspecify.annotations.NullMarked;
