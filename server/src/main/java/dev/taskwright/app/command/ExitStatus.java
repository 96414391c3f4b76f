package dev.taskwright.app.command;

/** How a command ends, in the numbers of sysexits.h. */
public enum ExitStatus {
    OK(0),
    /** The command line makes no sense. */
    USAGE(64),
    /** The input is wrong: unknown user, weak password, bad URI. */
    DATA(65),
    /** A fault of ours. */
    SOFTWARE(70),
    /** The machine refuses: port in use, folder not writable, disk full. */
    IO(74),
    /** Try again later. */
    TEMPORARY(75),
    /** The configuration is wrong. */
    CONFIG(78);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static ExitStatus of(int number) {
        for (ExitStatus status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        return SOFTWARE;
    }
}
