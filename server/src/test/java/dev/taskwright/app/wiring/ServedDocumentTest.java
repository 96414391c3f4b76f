package dev.taskwright.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.command.DataPlace;
import dev.taskwright.doors.openapi.ReferencePages;
import dev.taskwright.doors.rest.RestDoor;
import dev.taskwright.platform.db.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document that the server, wired as it is, writes of itself. */
class ServedDocumentTest {
    private static final Path COMMITTED =
            Path.of("").toAbsolutePath().getParent().resolve("api").resolve("openapi-v1.json");

    @TempDir
    Path folder;

    /** When this fails the public contract has changed: -Dtaskwright.update=true writes it down, for the reviewer. */
    @Test
    void isTheOneThatIsCommitted() throws IOException {
        DatabaseAddress database = new DatabaseAddress.Sqlite(folder.resolve("taskwright.db"));
        try (House house = House.open(new DataPlace(folder, database, folder.resolve("key")), false)) {
            String served = ReferencePages.document(house.work().operations("", RestDoor.ROOT), RestDoor.ROOT);
            if (Boolean.getBoolean("taskwright.update")) {
                Files.writeString(COMMITTED, served);
            }
            assertThat(served).isEqualTo(Files.readString(COMMITTED));
        }
    }
}
