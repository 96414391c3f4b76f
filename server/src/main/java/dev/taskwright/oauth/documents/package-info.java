/**
 * Apps that nobody registered and that describe themselves in a document: their client id is its address (Client ID
 * Metadata Document, draft 02). Fetches documents on arrival, keeps them in memory, bounded and for as long as they say;
 * what a person allowed such an app gives it a row, and the row goes when nothing hangs on it any more.
 *
 * <p>Owns no table and no URL. What a document may say is checked as any registration is, by {@code oauth.apps}.
 */
@NullMarked
package dev.taskwright.oauth.documents;

import org.jspecify.annotations.NullMarked;
