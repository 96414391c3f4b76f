package dev.taskwright.platform.operation;

import dev.taskwright.base.Caller;

/** What an operation does that has nothing to answer but that it is done. */
@FunctionalInterface
public interface Action {
    void perform(Caller caller, Arguments in);
}
