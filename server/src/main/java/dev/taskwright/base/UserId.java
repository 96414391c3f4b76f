package dev.taskwright.base;

/**
 * A person's number: positive, and small enough for 32 bits, because SmartTask's clients convert the {@code userid}
 * claim to an integer.
 */
public record UserId(int value) {
    public UserId {
        if (value <= 0) {
            throw new IllegalArgumentException("a user id is a positive number");
        }
    }

    /** The number in decimal, as tokens carry it in {@code sub}. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
