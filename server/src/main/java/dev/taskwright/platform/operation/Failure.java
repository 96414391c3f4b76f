package dev.taskwright.platform.operation;

import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Shapes;

/**
 * The envelope of an error.
 *
 * @param message one sentence for people
 * @param code one word for programs, in capitals
 * @param statusMessage the reason phrase of the status
 */
public record Failure(String message, String code, String statusMessage) {
    public static final Out<Failure> SHAPE = Shapes.out("Error", Failure.class)
            .field("ok", Shapes.always(false), failure -> false)
            .field("message", Shapes.TEXT.about("One sentence for people; it may change."), Failure::message)
            .field("code", Shapes.TEXT.about("One word for programs, such as BAD_REQUEST."), Failure::code)
            .field("statusMessage", Shapes.TEXT.about("The reason phrase of the status."), Failure::statusMessage);
}
