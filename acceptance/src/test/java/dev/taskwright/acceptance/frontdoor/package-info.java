/** {@code ./taskwright} and its commands: options, exit statuses, what is said and where, start, stop, backup. */
package dev.taskwright.acceptance.frontdoor;
