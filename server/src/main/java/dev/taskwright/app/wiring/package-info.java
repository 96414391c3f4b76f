/**
 * Builds every room below the doors once, one class per storey. {@code House} is what commands and server work with.
 */
@NullMarked
package dev.taskwright.app.wiring;

import org.jspecify.annotations.NullMarked;
