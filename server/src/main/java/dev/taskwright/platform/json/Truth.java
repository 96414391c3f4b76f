package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;

/** {@code true} or {@code false}. */
final class Truth extends Scalar<Boolean> {
    Truth() {
        super(Schema.of("boolean"));
    }

    @Override
    public Boolean read(JsonInput in) {
        return in.truth();
    }

    @Override
    public Boolean parse(String text, String where) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid(where, "must be true or false");
        };
    }

    @Override
    public void write(JsonOutput out, Boolean value) {
        out.truth(value);
    }
}
