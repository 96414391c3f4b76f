package dev.taskwright.oauth.documents;

import dev.taskwright.oauth.protocol.ScopeCatalog;

/**
 * How this server treats apps that describe themselves.
 *
 * @param areRead whether documents are read at all; off, only apps that have a row already are known
 * @param development whether a document may be on this machine
 */
public record DocumentSettings(ScopeCatalog catalog, boolean areRead, boolean development) {}
