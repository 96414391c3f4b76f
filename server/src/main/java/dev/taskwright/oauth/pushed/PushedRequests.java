package dev.taskwright.oauth.pushed;

import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.documents.DescribedApps;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.http.ClientAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Requests on file: RFC 9126, 2.2 and 4. One is found as often as its page is loaded, and used up when an authorization that
 * began with it is over; of several on any node, one is.
 */
public final class PushedRequests {
    /** Time for the app's answer to reach the person's browser and come back. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    /** Of one app, and from one address. */
    private static final int MOST_ON_FILE = 10_000;

    private final Db db;
    private final RandomTokens random;
    private final InstantSource clock;
    private final DescribedApps described;
    private final PushedRequestStore store = new PushedRequestStore();

    public PushedRequests(Db db, RandomTokens random, InstantSource clock, DescribedApps described) {
        this.db = db;
        this.random = random;
        this.clock = clock;
        this.described = described;
    }

    /** Whether a {@code request_uri} is one of ours, good or not; others are addresses of request objects. */
    public static boolean isAddress(String requestUri) {
        return requestUri.startsWith(PREFIX);
    }

    /**
     * Files a request that has passed its checks.
     *
     * @param address numeric, of whoever pushes it
     * @return its {@code request_uri}
     * @throws ProblemException {@code TooMany} when too many of this app or this address are on file
     */
    String push(Client client, AuthorizeParameters parameters, String address) {
        String requestUri = PREFIX + random.token256();
        PushedRequest request = new PushedRequest(
                Digests.sha256Base64Url(requestUri),
                client.id(),
                parameters.encoded(),
                ClientAddress.network(address),
                clock.instant().plus(LIFETIME));
        boolean isFiled = db.write(tx -> {
            described.writeDown(tx, client.id());
            return store.insert(tx, request, MOST_ON_FILE);
        });
        if (!isFiled) {
            throw ProblemException.tooMany("too many pushed requests wait for their people", LIFETIME);
        }
        return requestUri;
    }

    /** Empty when there is none, or not of this app, or not any more. */
    public Optional<PushedRequest> find(Client client, String requestUri) {
        String digest = Digests.sha256Base64Url(requestUri);
        return db.read(tx -> store.find(tx, digest, clock.instant()))
                .filter(request -> request.client().equals(client.id()));
    }

    /** Keeps one on file for an authorization that began with it in time; false when it is used up. */
    public boolean keep(Tx tx, String digest, Instant until) {
        return store.keep(tx, digest, until);
    }

    /** Uses one up: true for exactly one caller, however many authorizations began with it. */
    public boolean take(Tx tx, String digest) {
        return store.take(tx, digest);
    }

    /** Removes those that nobody came with; to be called every minute or so. */
    public int forgetExpired() {
        return db.write(tx -> store.forget(tx, clock.instant()));
    }
}
