/**
 * Projects: made from Markdown, listed, renamed, moved, completed, made templates, opened to guests and by links.
 *
 * <p>Serves {@code /projects}, {@code /workspaces/{id}/projects}, {@code /folders/{id}/projects} and
 * {@code /me/projects}. Owns the tables {@code project}, {@code project_view}, {@code project_guest} and
 * {@code project_share}. A large project is filled unseen. A project's content is a tree of nodes ({@code work.tree}), its name the text of the title node.
 *
 * <p>Tasks are changed in {@code work.tasks}, which asks {@link dev.taskwright.work.projects.ProjectAccess} first.
 */
@NullMarked
package dev.taskwright.work.projects;

import org.jspecify.annotations.NullMarked;
