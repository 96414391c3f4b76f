/**
 * Options: from flags, the environment and a properties file, in that order of precedence, into checked values; every
 * mistake is reported, not only the first. Also how a command line is taken apart.
 *
 * <p>Knows no option by name: each command declares its own.
 */
@NullMarked
package dev.taskwright.platform.config;

import org.jspecify.annotations.NullMarked;
