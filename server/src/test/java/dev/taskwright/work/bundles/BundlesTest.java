package dev.taskwright.work.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Download;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.Upload;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.details.Moment;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tree.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EachDatabase
class BundlesTest {

    private final TestDatabase data;
    private WorkParts work;
    private Caller.Person owner;
    private Caller.Person other;
    private Space here;
    private Space elsewhere;

    BundlesTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspaces() {
        work = new WorkParts(data.db());
        owner = work.person("owner");
        other = work.person("other");
        here = work.workspace(owner, "Here");
        elsewhere = work.workspace(other, "Elsewhere");
        work.members.add(other, elsewhere.id(), "owner", Role.VIEWER);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static byte[] bytes(Download download) {
        try (download) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Long length = download.length();
            download.content().write(bytes, 0, length == null ? Long.MAX_VALUE : length);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Upload upload(byte[] bytes) {
        return new Upload(new ByteArrayInputStream(bytes), null);
    }

    private byte[] exported(Caller caller, SpaceId space) {
        return bytes(work.bundles.exportJson(caller, space));
    }

    /** The body of an import, of the answer of an export. */
    private static byte[] asImport(byte[] export) {
        String text = new String(export, StandardCharsets.UTF_8);
        return text.replaceFirst("\"ok\":true,\"item\"", "\"bundleData\"").getBytes(StandardCharsets.UTF_8);
    }

    /** What the items of a space are, without the ids of their projects. */
    private List<String> content(Caller caller, SpaceId space) {
        Map<?, ?> export = (Map<?, ?>) Json.parse(new String(exported(caller, space), StandardCharsets.UTF_8));
        Map<?, ?> items = (Map<?, ?>) ((Map<?, ?>) export.get("item")).get("items");
        List<String> content = new ArrayList<>();
        items.forEach((id, item) -> content.add(Json.text(item).replace("\"" + id + "\"", "\"ID\"")));
        return content.stream().sorted().toList();
    }

    @Test
    void aSpaceExportedAndImportedElsewhereIsTheSame() {
        RandomGenerator random = Effort.random();
        for (int i = 0; i < Effort.count(3, 50); i++) {
            Space space = work.folders.add(owner, here.id(), "S" + i, FolderAccess.INVITE_ONLY);
            fill(space, random);
            List<String> content = content(owner, space.id());
            assertThat(content).isNotEmpty();
            BundleInstallation json =
                    work.bundles.importJson(other, elsewhere.id(), upload(asImport(exported(owner, space.id()))));
            assertThat(content(other, json.folder())).isEqualTo(content);
            byte[] archive = bytes(work.bundles.exportZip(owner, space.id(), BundleFormat.TSK));
            BundleInstallation zip = work.bundles.importZip(other, elsewhere.id(), upload(archive));
            assertThat(zip.medias()).isEqualTo(1);
            assertThat(content(other, zip.folder())).isEqualTo(content);
            assertThat(files(other, zip.folder())).isEqualTo(files(owner, space.id()));
            assertThat(work.folders.get(other, zip.folder()).space().name()).isEqualTo("S" + i);
        }
    }

    private List<String> files(Caller caller, SpaceId space) {
        return work.medias.list(caller, space, 100, 1).stream()
                .map(file -> file.name() + " " + file.type() + " " + file.digest())
                .toList();
    }

    private void fill(Space space, RandomGenerator random) {
        work.medias.upload(owner, space.id(), "a b.txt", upload("x".getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Project project = work.project(owner, space, markdown(random));
            FieldId number = work.fields
                    .add(owner, project.id(), new FieldData.Rating("Stars", 10, "star"))
                    .id();
            FieldId person = work.fields
                    .add(owner, project.id(), new FieldData.Assign("Who", null))
                    .id();
            FieldId link = work.fields
                    .add(owner, project.id(), new FieldData.Relationship("See"))
                    .id();
            List<Task> tasks = work.tasks
                    .list(owner, project.id(), new Window(1_000, null, null))
                    .items();
            for (Task task : tasks) {
                TaskAddress address = new TaskAddress(project.id(), task.id());
                switch (random.nextInt(8)) {
                    case 0 ->
                        work.taskDetails.setNote(owner, address, new Note("text/markdown", "*n*" + random.nextInt()));
                    case 1 -> work.taskDetails.setDate(owner, address, date(random));
                    case 2 -> work.assignments.set(owner, address, List.of("owner"));
                    case 3 -> work.values.set(owner, address, number, random.nextInt(11));
                    case 4 -> work.values.set(owner, address, person, "owner");
                    case 5 ->
                        work.values.set(
                                owner, address, link, tasks.getFirst().id().value());
                    default -> {}
                }
            }
            if (random.nextBoolean()) {
                work.projects.complete(owner, project.id());
            }
        }
    }

    private static TaskDate date(RandomGenerator random) {
        LocalDate day = LocalDate.EPOCH.plusDays(random.nextInt(30_000));
        Moment start = new Moment(
                day,
                random.nextBoolean() ? null : LocalTime.of(10, 5),
                random.nextBoolean() ? null : ZoneId.of("Asia/Tokyo"));
        return new TaskDate(start, random.nextBoolean() ? null : new Moment(day.plusDays(2), null, null));
    }

    private static String markdown(RandomGenerator random) {
        StringBuilder text = new StringBuilder("# Title " + random.nextInt() + "\n\n");
        int depth = 0;
        for (int i = 0; i < 10 + random.nextInt(40); i++) {
            depth = Math.min(random.nextInt(6), depth + 1);
            String mark = List.of("- [ ] ", "- [x] ", "- ").get(random.nextInt(3));
            String word = List.of(
                            "plain",
                            "**bold** and *italic*",
                            "[a link](https://example.org/?a=b)",
                            "`code`",
                            "\u00fc\uD83D\uDE00")
                    .get(random.nextInt(5));
            text.append("  ".repeat(depth))
                    .append(mark)
                    .append(word)
                    .append(' ')
                    .append(i)
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void templatesAreTemplatesAgainAndPasswordsStayBehind() {
        Project project = work.project(owner, here, "# P\n\n- a\n");
        FieldId secret = work.fields
                .add(owner, project.id(), new FieldData.Password(null, null, "argon2", 1, null))
                .id();
        Task task = work.tasks
                .list(owner, project.id(), new Window(2, null, null))
                .items()
                .get(1);
        work.values.set(owner, new TaskAddress(project.id(), task.id()), secret, "hush");
        work.projects.setTemplate(owner, project.id(), true);
        String export = new String(exported(owner, here.id()), StandardCharsets.UTF_8);
        assertThat(export).contains("space-bundle-template-item").doesNotContain("argon2id");
        BundleInstallation made = work.bundles.importJson(
                other, elsewhere.id(), upload(asImport(export.getBytes(StandardCharsets.UTF_8))));
        assertThat(made.templates()).isEqualTo(1);
        assertThat(made.projects()).isZero();
        assertThat(work.projects.inFolder(other, made.folder())).isEmpty();
    }

    @Test
    void whatIsOfNoUseHereGoesWithTheNextExportAndKnowsTheNewProjects() {
        String bundle = """
                {"bundleData":{"version":"1","items":{
                 "p":{"type":"space-bundle-project-item","root":{"children":[{"text":{"ops":[{"insert":"P\\n"}]}}]},
                  "preferences":{"avatar":{"type":"emoji","value":"x"}}},
                 "a":{"type":"space-bundle-agent-item","agentId":"a","template":{"variables":{"p":{"id":"p","n":1.5}}},"dependsOn":["f"]},
                 "f":{"type":"space-bundle-flow-item","flowId":"f","template":{"version":"2"}},
                 "default":{"type":"space-bundle-app-item","appId":"default","files":{"src":{"directory":{"a.js":{"file":{"contents":"1"}}}}}},
                 "m":{"type":"space-bundle-media-item","mediaId":"m"}}}}
                """;
        BundleInstallation made =
                work.bundles.importJson(other, elsewhere.id(), upload(bundle.getBytes(StandardCharsets.UTF_8)));
        assertThat(made).isEqualTo(new BundleInstallation(made.folder(), 1, 1, 1, 0, 0, 1));
        String project =
                work.projects.inFolder(other, made.folder()).getFirst().id().value();
        String export = new String(exported(other, made.folder()), StandardCharsets.UTF_8);
        assertThat(export)
                .contains("{\"type\":\"space-bundle-agent-item\",\"agentId\":\"a\",\"template\":{\"variables\":{\""
                        + project + "\":{\"id\":\"" + project + "\",\"n\":1.5}}},\"dependsOn\":[\"f\"]}")
                .contains("\"preferences\":{\"avatar\":{\"type\":\"emoji\",\"value\":\"x\"}}");
        byte[] archive = bytes(work.bundles.exportZip(other, made.folder(), BundleFormat.ZIP));
        BundleInstallation again = work.bundles.importZip(other, elsewhere.id(), upload(archive));
        assertThat(again).isEqualTo(new BundleInstallation(again.folder(), 1, 1, 1, 0, 0, 1));
        assertThat(new String(exported(other, again.folder()), StandardCharsets.UTF_8))
                .contains("{\"src\":{\"directory\":{\"a.js\":{\"file\":{\"contents\":\"1\"}}}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"version":"1","items":{"p":{"type":"space-bundle-project-item","root":{"children":[{"text":{"ops":[{"insert":"P\\n"}]}}]}}}} | 1
            {"manifest":{"name":"N"},"projects":{"p":{"root":{"children":[{"text":{"ops":[{"insert":"P\\n"}]}}]}}},"agents":{"a":{"name":"A"}}} | 1
            """)
    void aTextInTheSteadOfAnArchiveIsTaken(String text, int projects) {
        BundleInstallation made =
                work.bundles.importZip(other, elsewhere.id(), upload(("\n" + text).getBytes(StandardCharsets.UTF_8)));
        assertThat(made.projects()).isEqualTo(projects);
    }

    @Test
    void aFolderThatIsBeingFilledIsSeenByNobodyAndGoesWhenItsImportStopped() {
        SpaceId id = new SpaceId("staged");
        work.db.write(tx -> {
            new BundleStore()
                    .begin(
                            tx,
                            work.staged
                                    .stage(tx, other, id, elsewhere.id(), "S")
                                    .id(),
                            work.clock.instant());
            return id;
        });
        assertThat(work.folders.list(other, elsewhere.id())).hasSize(1);
        work.bundles.forgetGivenUp();
        assertThat(count("bundle_import")).isEqualTo(1);
        work.clock.advance(Duration.ofHours(2));
        work.bundles.forgetGivenUp();
        assertThat(count("bundle_import")).isZero();
        assertThat(count("space")).isEqualTo(2);
    }

    private int count(String table) {
        return work.db.read(tx -> tx.handle()
                .createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void onlyWhoSeesTheWorkspaceStaysAssigned() {
        Project project = work.project(owner, here, "# P\n\n- a\n");
        Task task = work.tasks
                .list(owner, project.id(), new Window(2, null, null))
                .items()
                .get(1);
        Caller.Person jane = work.member(here, Role.EDITOR);
        TaskAddress address = new TaskAddress(project.id(), task.id());
        work.assignments.set(owner, address, List.of("owner", jane.handle()));
        BundleInstallation made =
                work.bundles.importJson(other, elsewhere.id(), upload(asImport(exported(owner, here.id()))));
        Project copy = work.projects.inFolder(other, made.folder()).getFirst();
        assertThat(work.assignments.list(other, new TaskAddress(copy.id(), task.id())))
                .extracting(assignee -> assignee.handle())
                .containsExactly("owner");
    }

    @Test
    void aLargeProjectGoesOutAndComesIn() {
        int count = Effort.count(3_000, 50_000);
        StringBuilder text = new StringBuilder("# L\n\n");
        for (int i = 0; i < count; i++) {
            text.append("- t").append(i).append('\n');
        }
        work.project(owner, here, text.toString());
        byte[] export = exported(owner, here.id());
        BundleInstallation made = work.bundles.importJson(other, elsewhere.id(), upload(asImport(export)));
        assertThat(exported(other, made.folder()).length).isEqualTo(export.length);
        assertThat(work.files.all()).isEmpty();
    }
}
