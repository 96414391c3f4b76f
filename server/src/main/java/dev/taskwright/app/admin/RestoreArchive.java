package dev.taskwright.app.admin;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataFolder;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup's archive on its way back: unpacked beside its place, moved in only when it is whole. */
final class RestoreArchive {
    private final Path file;

    RestoreArchive(Path file) {
        this.file = file;
    }

    void unpack(Path staging, boolean intoSqlite) throws IOException {
        delete(staging);
        DataFolder.make(staging);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            requireKind(manifest(zip), intoSqlite);
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                unpack(zip, entries.nextElement(), staging);
            }
        } catch (ZipException e) {
            throw noBackup();
        }
    }

    private Map<?, ?> manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupArchive.MANIFEST);
        if (entry == null) {
            throw noBackup();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            String text = new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
            if (Json.parse(text) instanceof Map<?, ?> manifest) {
                return manifest;
            }
            throw noBackup();
        }
    }

    private static void requireKind(Map<?, ?> manifest, boolean intoSqlite) {
        if (!Long.valueOf(1).equals(manifest.get("format"))) {
            throw new CommandFailure(ExitStatus.DATA, "the backup was made by a newer Taskwright");
        }
        String here = intoSqlite ? "sqlite" : "postgresql";
        if (!here.equals(manifest.get("database"))) {
            throw new CommandFailure(
                    ExitStatus.DATA,
                    "the backup is of a " + manifest.get("database") + " database and cannot go into " + here);
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry, Path staging) throws IOException {
        Path target = staging.resolve(entry.getName()).normalize();
        if (!isOurs(entry.getName()) || !target.startsWith(staging)) {
            throw new CommandFailure(ExitStatus.DATA, file + " holds a file that no backup has: " + entry.getName());
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    }

    private static boolean isOurs(String name) {
        return switch (name) {
            case BackupArchive.MANIFEST,
                    BackupArchive.SQLITE,
                    BackupArchive.POSTGRESQL,
                    BackupArchive.PROPERTIES,
                    BackupArchive.KEY -> true;
            default -> name.startsWith(BackupArchive.MEDIA) && !name.endsWith("/");
        };
    }

    /** Whether a key file came with it. */
    static boolean moveInto(Path staging, DataPlace place) throws IOException {
        moveIfThere(staging.resolve(BackupArchive.PROPERTIES), place.properties());
        moveIfThere(staging.resolve("media"), place.media());
        boolean withKey = moveIfThere(staging.resolve(BackupArchive.KEY), place.keyFile());
        // Last, because a folder with a database counts as one in use.
        moveIfThere(staging.resolve(BackupArchive.SQLITE), place.folder().resolve("taskwright.db"));
        return withKey;
    }

    private static boolean moveIfThere(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return false;
        }
        Files.move(from, to);
        return true;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder()).forEach(RestoreArchive::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandFailure noBackup() {
        return new CommandFailure(ExitStatus.DATA, file + " is not a Taskwright backup");
    }
}
