package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.OptionValues;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Unix socket in the data folder (mode 0600) by which commands reach the server that has the folder open. Whoever may
 * open it could read the data anyway; nothing else is asked.
 */
public final class AdminSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);

    private final AdminSocketPath path;
    private final ServerSocketChannel listener;
    private final House house;

    private AdminSocket(AdminSocketPath path, ServerSocketChannel listener, House house) {
        this.path = path;
        this.listener = listener;
        this.house = house;
    }

    /** Listens in {@code folder}; the caller holds the folder's lock, so that a socket found there is a dead one. */
    public static AdminSocket open(Path folder, House house) {
        AdminSocketPath path = AdminSocketPath.forServer(folder);
        try {
            Files.deleteIfExists(path.socket());
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(path.socket()));
            Files.setPosixFilePermissions(path.socket(), PosixFilePermissions.fromString("rw-------"));
            AdminSocket socket = new AdminSocket(path, listener, house);
            Thread.ofPlatform().name("taskwright-admin").daemon().start(socket::listen);
            return socket;
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "cannot open " + path.socket() + ": " + e.getMessage());
        }
    }

    /** Has the server on {@code folder} run the command; empty when none runs there. */
    public static Optional<Answer> call(Path folder, String words, AdminCall call) {
        Optional<Path> socket = AdminSocketPath.forClient(folder);
        if (socket.isEmpty()) {
            return Optional.empty();
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            if (!connect(channel, socket.get())) {
                return Optional.empty();
            }
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            AdminWire.writeCall(out, words, call);
            return Optional.of(AdminWire.readAnswer(new DataInputStream(Channels.newInputStream(channel))));
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "the running server did not answer: " + e.getMessage());
        }
    }

    private static boolean connect(SocketChannel channel, Path socket) {
        try {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    private void listen() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                Thread.ofVirtual().start(() -> serve(channel));
            } catch (IOException e) {
                if (listener.isOpen()) {
                    LOG.warn("The administration socket failed: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            AdminWire.Request request = AdminWire.readCall(in);
            AdminWire.writeAnswer(new DataOutputStream(Channels.newOutputStream(channel)), answer(request));
        } catch (IOException e) {
            LOG.warn("An administration command was cut off: {}", e.getMessage());
        }
    }

    private Answer answer(AdminWire.Request request) {
        Optional<AdminCommand> command = AdminCommands.find(request.words());
        if (command.isEmpty()) {
            return Answer.failed(ExitStatus.USAGE, "taskwright: the running server knows no '" + request.words() + "'");
        }
        try {
            CommandLine line = request.line();
            return LocalOrRemote.answer(
                    command.get(),
                    house,
                    new AdminCall(line, new OptionValues(line, Map.of(), Map.of()), request.input(), request.folder()));
        } catch (RuntimeException e) {
            LOG.error("The command {} failed", request.words(), e);
            return Answer.failed(
                    ExitStatus.SOFTWARE, "taskwright: that is a fault of ours; the server's log tells more");
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(path.socket());
            path.forget();
        } catch (IOException e) {
            LOG.warn("The administration socket was not removed: {}", e.getMessage());
        }
    }
}
