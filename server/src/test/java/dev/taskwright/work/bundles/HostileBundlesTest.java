package dev.taskwright.work.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Upload;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Space;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles that are broken, or were made to do harm: nothing changes, and what is wrong is said. */
@EachDatabase
class HostileBundlesTest {
    private static final String MANIFEST = "{\"version\":\"1.1\",\"name\":\"B\"}";
    private static final String TREE =
            "{\"root\":{\"type\":\"root\",\"children\":[{\"text\":{\"ops\":[{\"insert\":\"T\\n\"}]}}]}}";

    private final TestDatabase data;
    private WorkParts work;
    private Caller.Person other;
    private Space elsewhere;

    HostileBundlesTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        other = work.person("other");
        elsewhere = work.workspace(other, "Elsewhere");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static Upload upload(byte[] bytes) {
        return new Upload(new ByteArrayInputStream(bytes), null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            []                                                   | must be an object
            {                                                    | is not valid
            {}                                                   | /bundleData: is required
            {"bundleData":{"items":{}}}                          | /bundleData/version: is required
            {"bundleData":{"version":"2","items":{}}}            | /bundleData/version: must be one of 1
            {"bundleData":{"version":"1"}}                       | /bundleData/items: is required
            {"bundleData":{"version":"1","items":[]}}            | /bundleData/items: must be an object
            {"bundleData":{"version":"1","items":{"p":[]}}}      | /bundleData/items/p: must be an object
            {"bundleData":{"version":"1","items":{"p":{}}}}      | /bundleData/items/p/type: is required
            {"bundleData":{"version":"1","items":{"p":{"type":"x"}}}} | /bundleData/items/p/type: is of no type known here
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item"}}}} | /bundleData/items/p/root: is required
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","root":{"children":[]}}}}} | /bundleData/items/p/root/children: must have at least 1 element
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","root":{"children":[{},{}]}}}}} | /bundleData/items/p/root/children/1: is one too many
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","root":{"children":[{"completed":"yes"}]}}}}} | /bundleData/items/p/root/children/0/completed: must be true or false
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","root":{"children":[{"text":{"ops":"x"}}]}}}}} | /bundleData/items/p/root/children/0/text/ops: must be an array
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","root":{"children":[{"id":"a","children":[{"id":"a"}]}]}}}}} | /bundleData/items/p/root/children/0/id: is the id of another task
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","root":{"children":[{"date":{"start":{"date":"2026-02-30"}}}]}}}}} | /bundleData/items/p/root/children/0/date/start/date: is no day
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","fields":[{"id":"f","data":{"type":"boolean"}}],"root":{"children":[{"fields":{"f":"maybe"}}]}}}}} | projects/p has a task whose value in the field f must be true or false
            {"bundleData":{"version":"1","items":{"p":{"type":"space-bundle-project-item","fields":[{"id":"f","data":{"type":"x"}}],"root":{"children":[{}]}}}}} | /bundleData/items/p/fields/0/data/type: must be one of
            """)
    void aBrokenTextChangesNothingAndSaysWhatIsWrong(String text, String message) {
        Map<String, Integer> before = Fingerprint.of(work.db);
        assertThatThrownBy(() ->
                        work.bundles.importJson(other, elsewhere.id(), upload(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ProblemException.class)
                .satisfies(e -> assertThat(said((ProblemException) e)).contains(message));
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
        assertThat(work.files.all()).isEmpty();
    }

    private static String said(ProblemException e) {
        return e.problem() instanceof Problem.Invalid invalid
                ? invalid.pointer() + ": " + invalid.message()
                : e.getMessage();
    }

    @Test
    void aBrokenArchiveChangesNothingAndSaysWhatIsWrong() {
        refused("it is neither a ZIP nor JSON", "nonsense".getBytes(StandardCharsets.UTF_8));
        refused("the archive is damaged", "PK\u0003\u0004 and no more".getBytes(StandardCharsets.ISO_8859_1));
        refused("it has neither manifest.json nor bundle.json", zip(Map.of("a.txt", "a")));
        refused("manifest.json/version: must be 1.0 or 1.1", zip(Map.of("manifest.json", "{\"version\":\"9\"}")));
        refused("manifest.json: ", zip(Map.of("manifest.json", "[]")));
        refused("leads out", zip(Map.of("manifest.json", MANIFEST, "projects/../../../etc/passwd", "x")));
        refused("leads out", zip(Map.of("manifest.json", MANIFEST, "/etc/passwd", "x")));
        refused("leads out", zip(Map.of("manifest.json", MANIFEST, "media\\a", "x")));
        refused(
                "projects/p.json/root/children/0/completed: must be true or false",
                zip(Map.of(
                        "manifest.json",
                        MANIFEST,
                        "projects/p.json",
                        TREE.replace("\"text\"", "\"completed\":1,\"text\""))));
        refused("projects/p.json: The JSON", zip(Map.of("manifest.json", MANIFEST, "projects/p.json", "{")));
        refused(
                "is larger than 100000 bytes",
                zip(Map.of("manifest.json", MANIFEST, "media/m/a.txt", "x".repeat(100_001))));
        refused(
                "p is a project and a template",
                zip(Map.of("manifest.json", MANIFEST, "projects/p.json", TREE, "templates/p.json", TREE)));
        refused("is a file and a folder", zip(Map.of("manifest.json", MANIFEST, "apps/a/x", "1", "apps/a/x/y", "2")));
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsStopped() {
        refused(
                "agents/a.json unpacks to too much",
                zip(Map.of("manifest.json", MANIFEST, "agents/a.json", "{" + " ".repeat(70 * 1024 * 1024))));
    }

    @Test
    void aTextWithMoreThanCanBeHeldIsStopped() {
        String many = "[],".repeat(600_000);
        refused(
                "is one value too many",
                zip(Map.of("manifest.json", MANIFEST, "agents/a.json", "{\"a\":[" + many + "[]]}")));
        String nodes = "{},".repeat(TreeReader.MOST_TASKS);
        refused(
                "is one task too many",
                zip(Map.of(
                        "manifest.json",
                        MANIFEST,
                        "projects/a.json",
                        "{\"root\":{\"children\":[{\"children\":[" + nodes + "{}]}]}}")));
        String deep = "{\"children\":[".repeat(66) + "]}".repeat(66);
        refused(
                "is nested deeper than 64 levels",
                zip(Map.of("manifest.json", MANIFEST, "projects/a.json", "{\"root\":{\"children\":[" + deep + "]}}")));
    }

    private void refused(String message, byte[] archive) {
        Map<String, Integer> before = Fingerprint.of(work.db);
        assertThatThrownBy(() -> work.bundles.importZip(other, elsewhere.id(), upload(archive)))
                .isInstanceOf(ProblemException.class)
                .satisfies(e -> assertThat(said((ProblemException) e)).contains(message));
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
        assertThat(work.files.all()).isEmpty();
    }

    private static byte[] zip(Map<String, String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
