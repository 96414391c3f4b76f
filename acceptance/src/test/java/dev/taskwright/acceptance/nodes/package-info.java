/** Several server processes on one PostgreSQL and one key file. */
package dev.taskwright.acceptance.nodes;
