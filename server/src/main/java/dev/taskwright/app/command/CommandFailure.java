package dev.taskwright.app.command;

/** Ends a command: one clear line for standard error and the exit status. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    public CommandFailure(ExitStatus status, String line) {
        super(line, null, false, false);
        this.status = status;
    }

    public ExitStatus status() {
        return status;
    }
}
