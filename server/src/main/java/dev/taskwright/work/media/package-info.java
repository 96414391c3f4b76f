/**
 * Files that lie in spaces: uploaded, listed, downloaded, deleted. What a file is, is found from its bytes.
 *
 * <p>Serves {@code /medias/…} and {@code /folders/{id}/medias}. Owns the tables {@code media} and {@code media_file}; the
 * bytes lie in {@code platform.blob}, written before the row that shows them and removed after it is gone.
 */
@NullMarked
package dev.taskwright.work.media;

import org.jspecify.annotations.NullMarked;
