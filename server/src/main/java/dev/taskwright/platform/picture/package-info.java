/**
 * Pictures from outside, made safe to show: decoded and written anew. Owns no table; where a picture is kept and under
 * which address it is served is for the room that shows it.
 */
@NullMarked
package dev.taskwright.platform.picture;

import org.jspecify.annotations.NullMarked;
