/**
 * Workspaces, their folders, who is a member in which role, and with that who may do what.
 *
 * <p>Serves {@code /workspaces}, {@code /workspaces/{id}/folders}, {@code /folders/{id}} and {@code /spaces/{id}/members}.
 * Owns the tables {@code space} and {@code space_member} and the view {@code visible_space}.
 *
 * <p>Knows nothing of what lies in a space: projects ask {@link dev.taskwright.work.spaces.SpaceAccess}.
 */
@NullMarked
package dev.taskwright.work.spaces;

import org.jspecify.annotations.NullMarked;
