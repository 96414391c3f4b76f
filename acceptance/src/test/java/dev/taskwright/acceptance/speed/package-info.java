/** How fast the server starts and how much memory it keeps; what docs/performance.md reports. */
package dev.taskwright.acceptance.speed;
