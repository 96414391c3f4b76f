/**
 * What the acceptance tests drive the product with: the packaged server as a process, its commands, an HTTP client that
 * holds every answer against the published contract, a real browser, a PostgreSQL.
 *
 * <p>Knows the product from outside only: its script, its ports, its files, its documents.
 */
package dev.taskwright.acceptance.harness;
