/** The document that the server serves of its API, in the hands of programs that others wrote to read such documents. */
package dev.taskwright.acceptance.document;
