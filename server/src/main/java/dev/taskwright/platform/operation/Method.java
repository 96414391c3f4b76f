package dev.taskwright.platform.operation;

/** The HTTP methods that operations use. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Whether a request of this method may carry a body that means something. */
    public boolean hasBody() {
        return this == POST || this == PUT || this == PATCH;
    }
}
