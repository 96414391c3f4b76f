/** What programs written for the contract send, word for word, and what they look for in the answers. */
package dev.taskwright.acceptance.clients;
