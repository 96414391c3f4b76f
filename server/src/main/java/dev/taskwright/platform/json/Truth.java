package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.List;
import java.util.Map;

/** {@code true} or {@code false}. */
final class Truth extends Scalar<Boolean> {
    Truth() {
        super(Schema.of("boolean"));
    }

    /** Only this one of the two. */
    Truth(boolean always) {
        super(Schema.of("boolean").with(Map.of("enum", List.of(always))));
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
