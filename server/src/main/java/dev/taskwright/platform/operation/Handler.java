package dev.taskwright.platform.operation;

import dev.taskwright.base.Caller;

/** What an operation does. Refuses with {@code ProblemException}. */
@FunctionalInterface
public interface Handler<O> {
    O handle(Caller caller, Arguments in);
}
