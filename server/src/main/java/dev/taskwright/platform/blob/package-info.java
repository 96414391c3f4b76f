/**
 * Bytes too large for the database, kept under keys; and the place where what comes in or goes out is put down on the way.
 *
 * <p>Owns the folders {@code media} and {@code spool} of the data folder, and a bucket of an S3 store where one is
 * configured instead of the first. Knows no names, no types and no owners of what it
 * keeps: a file is whole under its key or not there, and never changes.
 */
@NullMarked
package dev.taskwright.platform.blob;

import org.jspecify.annotations.NullMarked;
