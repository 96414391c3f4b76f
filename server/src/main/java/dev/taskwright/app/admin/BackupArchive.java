package dev.taskwright.app.admin;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.command.Version;
import dev.taskwright.app.wiring.House;
import dev.taskwright.platform.db.DatabaseAddress;
import dev.taskwright.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the archive of a backup: a ZIP with {@code taskwright-backup.json} (what it is), {@code database.sqlite} or
 * {@code database.pgdump}, {@code media/…}, {@code taskwright.properties} and, when asked for, {@code key}. The file
 * appears under its name only when it is whole, readable by its owner only.
 */
final class BackupArchive {
    static final String MANIFEST = "taskwright-backup.json";
    static final String SQLITE = "database.sqlite";
    static final String POSTGRESQL = "database.pgdump";
    static final String MEDIA = "media/";
    static final String PROPERTIES = "taskwright.properties";
    static final String KEY = "key";

    private final House house;

    BackupArchive(House house) {
        this.house = house;
    }

    void write(Path file, boolean withKeys) throws IOException {
        if (Files.exists(file)) {
            throw new CommandFailure(ExitStatus.DATA, file + " exists already; name a new file");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Path database = file.resolveSibling(file.getFileName() + ".database");
        try {
            copyDatabase(database);
            writeZip(unfinished, database, withKeys);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(database);
        }
    }

    private void copyDatabase(Path copy) throws IOException {
        Files.deleteIfExists(copy);
        switch (house.place().database()) {
            case DatabaseAddress.Sqlite sqlite -> {
                house.db().copyTo(copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
            case DatabaseAddress.Postgresql postgresql -> PostgresqlTools.dump(postgresql, copy);
        }
    }

    private void writeZip(Path target, Path database, boolean withKeys) throws IOException {
        DataPlace place = house.place();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(target);
        try (var channel = Files.newByteChannel(
                        target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly);
                ZipOutputStream zip = new ZipOutputStream(java.nio.channels.Channels.newOutputStream(channel))) {
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(Json.text(manifest(withKeys)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeEntry();
            add(zip, place.isSqlite() ? SQLITE : POSTGRESQL, database);
            addIfThere(zip, PROPERTIES, place.properties());
            if (withKeys) {
                add(zip, KEY, place.keyFile());
            }
            addMedia(zip, place.media());
        }
    }

    private Map<String, ?> manifest(boolean withKeys) {
        return Map.of(
                "format",
                1,
                "version",
                Version.current(),
                "created_at",
                house.clock().instant().toString(),
                "database",
                house.place().isSqlite() ? "sqlite" : "postgresql",
                "with_keys",
                withKeys);
    }

    private static void addMedia(ZipOutputStream zip, Path media) throws IOException {
        if (!Files.isDirectory(media)) {
            return;
        }
        Files.walkFileTree(media, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                addIfThere(zip, MEDIA + media.relativize(file).toString().replace('\\', '/'), file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private static void addIfThere(ZipOutputStream zip, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException notThere) {
            // never was, or was deleted since the database was copied
        }
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }
}
