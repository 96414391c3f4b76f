package dev.taskwright.platform.jobs;

/** Carries out one kind of work. */
public interface JobHandler {
    /** As {@link Jobs#add} was told, for example {@code sessions.ended}. */
    String kind();

    /**
     * Does it. It may be called again for the same work, after a failure or when a node stopped in the middle.
     *
     * @throws RuntimeException to be tried again later
     */
    void run(String payload);
}
