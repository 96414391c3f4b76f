/**
 * {@code serve}: its options, the first start on an empty folder, listeners, the wiring of pages and endpoints, the stop.
 */
@NullMarked
package dev.taskwright.app.serve;

import org.jspecify.annotations.NullMarked;
