/**
 * The one JSON codec: how text becomes values and values become text, with one set of rules for dates, nulls and unknown
 * fields. The only room that knows the JSON library.
 */
@NullMarked
package dev.taskwright.platform.json;

import org.jspecify.annotations.NullMarked;
