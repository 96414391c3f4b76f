package dev.taskwright.platform.http;

/**
 * One request and its answer, for the log and the meters. Holds no query, no body, no credential.
 *
 * @param route the pattern that matched ({@code /projects/{projectId}}), {@code unmatched} when none did
 * @param nanos from the first filter until the answer was written
 * @param bytes of the answer's body and head
 */
public record Exchange(
        String id, String method, String path, String route, int status, long nanos, long bytes, String client) {}
