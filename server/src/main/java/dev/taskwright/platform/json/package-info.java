/**
 * JSON in and out: one codec, one set of rules, and shapes that decode, validate, describe and encode without reflection.
 *
 * <p>The only package that knows the JSON library. Text is strict UTF-8 and well-formed Unicode without NUL; names are
 * unique; nesting, numbers and names are bounded; nothing may follow the value. Absent and null differ. Unknown
 * properties are skipped, or refused when asked. Where a rule is broken is told as a JSON pointer.
 */
@NullMarked
package dev.taskwright.platform.json;

import org.jspecify.annotations.NullMarked;
