/**
 * What every HTTP request passes and every browser-facing page needs: request ids, the access log, security headers,
 * cookies, CSRF tokens, strict reading of forms, queries and bearer tokens, the address of the client.
 * No URLs, no tables, no HTML (that is {@code platform.html}) and no JSON.
 */
@NullMarked
package dev.taskwright.platform.http;

import org.jspecify.annotations.NullMarked;
