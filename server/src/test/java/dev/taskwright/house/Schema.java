package dev.taskwright.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The migrations as files: who owns each, and which tables it creates or changes. */
final class Schema {
    private static final Pattern OWNER = Pattern.compile("\\A-- owner: ([a-z]+(?:\\.[a-z]+)?)\\R");
    private static final Pattern CREATES =
            Pattern.compile("(?i)\\bcreate\\s+(?:virtual\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?\"?(\\w+)");
    private static final Pattern CHANGES =
            Pattern.compile("(?i)\\b(?:alter\\s+table|create\\s+(?:unique\\s+)?index\\s+[\\w ]+?\\s+on|drop\\s+table)"
                    + "\\s+(?:if\\s+exists\\s+|only\\s+)?\"?(\\w+)");

    /**
     * One migration.
     *
     * @param owner the room in its first line, {@code -- owner: work.tasks}; empty when it has none
     */
    record Migration(Path file, String owner, List<String> creates, List<String> changes) {
        String name() {
            return file.getFileName().toString();
        }

        /** {@code common}, {@code sqlite} or {@code postgres}. */
        String dialect() {
            return file.getParent().getFileName().toString();
        }
    }

    static final List<Migration> MIGRATIONS = Checkout.files(Checkout.MIGRATIONS, ".sql").stream()
            .map(Schema::read)
            .toList();

    private Schema() {}

    /** Each table and the room whose migration created it. */
    static Map<String, String> owners() {
        var owners = new TreeMap<String, String>();
        MIGRATIONS.forEach(m -> m.creates().forEach(table -> owners.put(table, m.owner())));
        return owners;
    }

    private static Migration read(Path file) {
        String text = Checkout.text(file);
        var owner = OWNER.matcher(text);
        String statements = text.replaceAll("--.*", "");
        return new Migration(
                file, owner.find() ? owner.group(1) : "", tables(CREATES, statements), tables(CHANGES, statements));
    }

    private static List<String> tables(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }
}
