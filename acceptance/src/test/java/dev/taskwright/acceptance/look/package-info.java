/** The pages in a real browser: how they look, and that a project is worked by keyboard and without scripts. */
package dev.taskwright.acceptance.look;
