/**
 * The OpenAPI door: the table of operations as an OpenAPI 3.1 document and as a page for people.
 *
 * <p>Owns {@code /api/documentation/v1} (the page, no script needed), {@code /api/documentation/v1/json} and {@code
 * /api/documentation/yaml}, all open to everyone. The document is also committed as {@code api/openapi-v1.json}; a test
 * fails when it drifts. Describes only: which requests are accepted is decided by the same shapes, elsewhere.
 */
@NullMarked
package dev.taskwright.doors.openapi;

import org.jspecify.annotations.NullMarked;
