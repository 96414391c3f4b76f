/**
 * The rules of the house, as tests: what may import what, how large things may be, who owns which table, what the
 * documents may claim.
 *
 * <p>{@link dev.taskwright.house.House} is the plan; every other class here holds the code to it. An exception is a
 * line in the test it excuses, with its reason.
 */
@NullMarked
package dev.taskwright.house;

import org.jspecify.annotations.NullMarked;
