package dev.taskwright.acceptance.harness;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@code ./taskwright serve}. Closing it stops it, whatever state it is in. */
public final class TestServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("(?m)^Taskwright is ready at (\\S+)$");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^ *password +(\\S+)");
    private static final Pattern TOKEN = Pattern.compile("twp_[0-9A-Za-z]{38}");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Path data;
    private final Process process;
    private final Streams out;
    private final Streams err;

    private TestServer(Path data, Process process) {
        this.data = data;
        this.process = process;
        this.out = new Streams(process.getInputStream());
        this.err = new Streams(process.getErrorStream());
    }

    /** On a free port, with further options of {@code serve}. */
    public static TestServer start(Path data, String... options) {
        return start(data, serve(data).with(options));
    }

    public static Command serve(Path data) {
        return Command.of("serve", "--port", "0", "--data", data.toString());
    }

    /** Waits until the server says that it is ready. */
    public static TestServer start(Path data, Command command) {
        TestServer server = new TestServer(data, command.start());
        try {
            Await.until(
                    () -> "ready; it said: " + server.out() + server.err(),
                    LONGEST_START,
                    () -> READY.matcher(server.out()).find() || !server.process.isAlive());
            if (!server.process.isAlive()) {
                throw new AssertionError(
                        "serve ended with " + server.process.exitValue() + ": " + server.out.all() + server.err.all());
            }
            return server;
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
    }

    public Path data() {
        return data;
    }

    public String out() {
        return out.text();
    }

    public String err() {
        return err.text();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The address that the server announced. */
    public URI issuer() {
        return URI.create(find(READY, out()));
    }

    public URI url(String path) {
        return URI.create(issuer() + path);
    }

    /** The generated password of the owner, as shown on the first start. */
    public String password() {
        return find(PASSWORD, err());
    }

    /** The personal token shown on the first start. */
    public String token() {
        Matcher found = TOKEN.matcher(err());
        if (!found.find()) {
            throw new AssertionError("no token in " + err());
        }
        return found.group();
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    /** A command on this server's data. */
    public Command command(String... words) {
        return Command.of(words).with("--data", data.toString());
    }

    public Api api() {
        return api(token());
    }

    public Api api(String token) {
        return new Api(issuer(), token);
    }

    /** SIGTERM: asks it to stop, and returns its exit status. */
    public int stop() {
        terminate();
        return await();
    }

    /** SIGTERM, without waiting. */
    public void terminate() {
        leaf().destroy();
    }

    /** SIGKILL: no chance to tidy up. */
    public void kill() {
        leaf().destroyForcibly();
        await();
    }

    /** The exit status; bounded. */
    public int await() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end; it said: " + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The server itself, also when it runs below strace. */
    private ProcessHandle leaf() {
        return process.descendants().reduce((first, second) -> second).orElse(process.toHandle());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            await();
        }
    }
}
