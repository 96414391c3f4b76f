/**
 * Pages that compose several nouns: home, spaces and their people, projects with their task trees, settings.
 * URLs: {@code /}, {@code /workspaces}, {@code /folders}, {@code /spaces/*}, {@code /projects/*}, {@code /settings}.
 * Every page is for people who are signed in and works without scripts; htmx puts parts in place where it can.
 * A page that shows one noun of identity or oauth lives with that noun.
 */
@NullMarked
package dev.taskwright.doors.web;

import org.jspecify.annotations.NullMarked;
