package dev.taskwright.app;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** One log for everything: what Helidon and the JDK say through java.util.logging goes where the rest goes. */
final class Logs {
    private Logs() {}

    static void join() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
