/**
 * Who sends a request holds a key: DPoP proofs (RFC 9449) with this server's nonces, and certificates (RFC 8705) as the
 * thumbprints that tokens name. A proof is good once, on all nodes together.
 *
 * <p>Owns the table {@code dpop_proof} and no URL. Which token needs which proof is said by the token; who asks for it is
 * the endpoint.
 */
@NullMarked
package dev.taskwright.oauth.possession;

import org.jspecify.annotations.NullMarked;
