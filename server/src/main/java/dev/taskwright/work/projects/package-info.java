/**
 * Projects: made from Markdown, listed by folder and by when one last looked at them, renamed, moved, deleted.
 *
 * <p>Serves {@code /projects}, {@code /workspaces/{id}/projects}, {@code /folders/{id}/projects} and
 * {@code /me/projects}. Owns the tables {@code project} and {@code project_view}. A project's content is a tree of nodes
 * ({@code work.tree}), its name the text of the title node.
 *
 * <p>Tasks are changed in {@code work.tasks}, which asks {@link dev.taskwright.work.projects.ProjectAccess} first.
 */
@NullMarked
package dev.taskwright.work.projects;

import org.jspecify.annotations.NullMarked;
