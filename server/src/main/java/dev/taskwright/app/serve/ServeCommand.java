package dev.taskwright.app.serve;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.Command;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.db.DatabaseRefused;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code serve}: runs the server until it is told to stop. */
public final class ServeCommand implements Command {
    @Override
    public String words() {
        return "serve";
    }

    @Override
    public String summary() {
        return "Run the server";
    }

    @Override
    public List<Option<?>> options() {
        return ServeOptions.all();
    }

    @Override
    public Answer run(CommandLine line, OptionValues values) {
        if (!line.operands().isEmpty()) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "'" + line.operands().getFirst() + "' is not expected here; --help tells what is");
        }
        ServeConfig config = ServeOptions.read(values);
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            Server server = Server.start(config);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                server.close();
                // Without this the JVM would report the signal instead of a clean end.
                Runtime.getRuntime().halt(ExitStatus.OK.number());
            }));
            System.out.println("Taskwright is ready at " + config.issuer());
            System.out.flush();
            stopped.await();
        } catch (DatabaseRefused e) {
            throw new CommandFailure(ExitStatus.IO, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.ok("");
    }
}
