package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table is written by one room, the one whose migration created it, and read from there or from above. */
class TablesTest {
    private static final Pattern WRITES = Pattern.compile("(?i)\\b(?:insert\\s+(?:or\\s+\\w+\\s+)?into|replace\\s+into|"
            + "delete\\s+from|truncate(?:\\s+table)?)\\s+\"?(\\w+)"
            + "|\\bupdate\\s+\"?(\\w+)\"?\\s+(?:as\\s+\\w+\\s+|(?!set\\b)\\w+\\s+)?set\\b");
    private static final Pattern READS = Pattern.compile("(?i)\\b(?:from|join)\\s+\"?([a-z_]+)");

    /** Tables without an owner on purpose: Flyway's own. */
    private static final List<String> NOBODYS = List.of("flyway_schema_history");

    private static final Map<String, String> OWNERS = Schema.owners();

    @Test
    void everyMigrationNamesItsOwnerAndItsNoun() {
        assertThat(Schema.MIGRATIONS).isNotEmpty().allSatisfy(m -> {
            assertThat(m.name()).matches("V\\d{4}__[a-z][a-z0-9_]*\\.sql");
            assertThat(House.rooms())
                    .as("first line of %s is `-- owner: ROOM`", Checkout.name(m.file()))
                    .contains(m.owner());
            assertThat(m.dialect()).isIn("common", "sqlite", "postgres");
        });
    }

    @Test
    void aVersionIsUsedOnce() {
        for (String dialect : List.of("sqlite", "postgres")) {
            assertThat(Schema.MIGRATIONS.stream()
                            .filter(m -> List.of("common", dialect).contains(m.dialect()))
                            .map(m -> m.name().substring(0, 5)))
                    .as(dialect)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aMigrationTouchesOnlyItsOwnersTables() {
        var offences = new TreeSet<String>();
        for (var migration : Schema.MIGRATIONS) {
            for (String table : migration.changes()) {
                if (!migration.owner().equals(OWNERS.get(table))) {
                    offences.add(Checkout.name(migration.file()) + " changes " + table + " of " + OWNERS.get(table));
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void tablesAreSingularSnakeCase() {
        assertThat(OWNERS.keySet())
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table).matches("[a-z]+(_[a-z]+)*"))
                .allSatisfy(table -> assertThat(table).doesNotMatch(".*[^s]s"));
    }

    @Test
    void aTableIsWrittenOnlyByItsOwnersStores() {
        var offences = new TreeSet<String>();
        for (Source source : Source.MAIN) {
            written(source).filter(table -> !NOBODYS.contains(table)).forEach(table -> {
                String room = source.packageName().substring(House.ROOT.length() + 1);
                if (!source.name().endsWith("Store") || !room.equals(OWNERS.get(table))) {
                    offences.add("%s writes %s of %s".formatted(source.name(), table, OWNERS.get(table)));
                }
            });
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void everyTableIsWritten() {
        assertThat(Source.MAIN.stream().flatMap(TablesTest::written)).containsAll(OWNERS.keySet());
    }

    @Test
    void aTableIsReadByItsRoomAndThoseAbove() {
        var offences = new TreeSet<String>();
        for (Source source : Source.MAIN) {
            String room = source.packageName().substring(House.ROOT.length() + 1);
            found(READS, source).forEach(table -> {
                String owner = OWNERS.get(table);
                if (owner != null && source.name().endsWith("Store") && !House.mayImport(room, owner)) {
                    offences.add("%s.%s reads %s of %s".formatted(room, source.name(), table, owner));
                }
            });
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void theScanSeesWrites() {
        assertThat(writes("INSERT INTO task (id) VALUES (1)")).containsExactly("task");
        assertThat(writes("insert or replace into task values (1) on conflict do update set a = 1"))
                .containsExactly("task");
        assertThat(writes("UPDATE task AS t SET a = 1")).containsExactly("task");
        assertThat(writes("update\n  task\nset a = 1")).containsExactly("task");
        assertThat(writes("DELETE FROM task WHERE id = 1")).containsExactly("task");
        assertThat(writes("SELECT id FROM task FOR UPDATE")).isEmpty();
    }

    private static Stream<String> written(Source source) {
        return found(WRITES, source);
    }

    private static Stream<String> found(Pattern pattern, Source source) {
        return source.strings().stream().flatMap(text -> names(pattern, text));
    }

    private static List<String> writes(String sql) {
        return names(WRITES, sql).toList();
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(TablesTest::table);
    }

    private static String table(MatchResult match) {
        return match.groupCount() < 2 || match.group(1) != null ? match.group(1) : match.group(2);
    }
}
