/**
 * What a command of {@code ./taskwright} is, how it ends, and the options by which each finds the data.
 */
@NullMarked
package dev.taskwright.app.command;

import org.jspecify.annotations.NullMarked;
