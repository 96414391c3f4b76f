package dev.taskwright.app.admin;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the socket of a data folder lies: in the folder, or, where that path is longer than a socket's may be, in a
 * private temporary folder whose name the data folder keeps.
 */
record AdminSocketPath(Path socket, Path note) {
    private static final int LONGEST = 100;
    private static final String NAME = "admin.sock";

    static AdminSocketPath forServer(Path folder) {
        Path usual = folder.resolve(NAME);
        Path note = folder.resolve(NAME + ".path");
        if (usual.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST) {
            return new AdminSocketPath(usual, note);
        }
        try {
            Path elsewhere = Files.createTempDirectory("taskwright").resolve(NAME);
            Files.writeString(note, elsewhere.toString());
            return new AdminSocketPath(elsewhere, note);
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "cannot write to " + folder + ": " + e.getMessage());
        }
    }

    static Optional<Path> forClient(Path folder) {
        Path usual = folder.resolve(NAME);
        if (Files.exists(usual)) {
            return Optional.of(usual);
        }
        Path note = folder.resolve(NAME + ".path");
        try {
            return Files.exists(note) ? Optional.of(Path.of(Files.readString(note))) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "cannot read " + note + ": " + e.getMessage());
        }
    }

    void forget() throws IOException {
        if (Files.deleteIfExists(note)) {
            Files.deleteIfExists(socket.getParent());
        }
    }
}
