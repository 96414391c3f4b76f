/**
 * The administration of a data folder or database: one function per command, run by whichever process has the data open.
 *
 * <p>A command reaches a running server through the Unix socket in its data folder; see ADR 6.
 */
@NullMarked
package dev.taskwright.app.admin;

import org.jspecify.annotations.NullMarked;
