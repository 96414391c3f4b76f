/** What tests of every room share: databases of each kind, a clock that stands still, seeds and counts. */
@NullMarked
package dev.taskwright.testkit;

import org.jspecify.annotations.NullMarked;
