package dev.taskwright.app;

/**
 * What a command leaves behind.
 *
 * @param out its result, for standard output
 * @param notices progress and errors, for standard error
 */
record Answer(ExitStatus status, String out, String notices) {
    static Answer ok(String out) {
        return new Answer(ExitStatus.OK, out, "");
    }

    static Answer failed(ExitStatus status, String line) {
        return new Answer(status, "", line + "\n");
    }
}
