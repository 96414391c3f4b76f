package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.operation.Operation;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about who may do what is written by the operations themselves. */
class PermissionsPageTest {
    private static final Path PAGE = Path.of("")
            .toAbsolutePath()
            .getParent()
            .resolve("docs")
            .resolve("api")
            .resolve("permissions.md");
    private static final String TABLE = "| operation | | least role | in the |\n|---|---|---|---|\n";

    /** When this fails: -Dtaskwright.update=true writes the table anew. */
    @Test
    void isTheOneThatTheOperationsWrite() throws IOException {
        String page = Files.readString(PAGE);
        String written = page.substring(0, page.indexOf(TABLE) + TABLE.length()) + rows();
        if (Boolean.getBoolean("taskwright.update")) {
            Files.writeString(PAGE, written);
            page = written;
        }
        assertThat(page).isEqualTo(written);
    }

    private static String rows() {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            StringBuilder rows = new StringBuilder();
            for (Operation operation : new WorkParts(data.db()).operations.all()) {
                rows.append("| `%s` | `%s %s` | %s | %s |%n"
                        .formatted(
                                operation.id(),
                                operation.method(),
                                operation.path(),
                                operation.need().isAnybody()
                                        ? "everybody"
                                        : operation.need().role(),
                                operation.need().where()));
            }
            return rows.toString();
        }
    }
}
