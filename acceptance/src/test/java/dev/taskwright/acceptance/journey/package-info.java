/** The main job, from end to end: an app sends a person, gets tokens, and works on real tasks. */
package dev.taskwright.acceptance.journey;
