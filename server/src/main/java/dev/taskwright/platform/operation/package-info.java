/**
 * The table of operations: what the product can be asked to do, declared once by each feature.
 *
 * <p>An operation says its id, method, path, scope, parameters, body, answer and handler. Doors (REST, OpenAPI, later
 * actions and MCP) are interpreters of the table; nothing here speaks HTTP. {@link
 * dev.taskwright.platform.operation.Operations} checks the table at start-up. Protocol endpoints are not operations.
 */
@NullMarked
package dev.taskwright.platform.operation;

import org.jspecify.annotations.NullMarked;
