package dev.taskwright.app.command;

/**
 * What a command leaves behind.
 *
 * @param out its result, for standard output
 * @param notices progress and errors, for standard error
 */
public record Answer(ExitStatus status, String out, String notices) {
    public static Answer ok(String out) {
        return new Answer(ExitStatus.OK, out, "");
    }

    public static Answer failed(ExitStatus status, String line) {
        return new Answer(status, "", line + "\n");
    }
}
