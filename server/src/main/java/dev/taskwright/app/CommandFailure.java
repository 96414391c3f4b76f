package dev.taskwright.app;

/** Ends a command: one clear line for standard error and the exit status. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    CommandFailure(ExitStatus status, String line) {
        super(line, null, false, false);
        this.status = status;
    }

    ExitStatus status() {
        return status;
    }
}
