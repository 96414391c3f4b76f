/**
 * Libraries that other people wrote, as apps use them, against the packaged server: openid-client and oauth4webapi on Node,
 * Nimbus, Spring Security. The JavaScript programs are in {@code src/test/js}.
 */
package dev.taskwright.acceptance.libraries;
