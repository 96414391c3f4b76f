package dev.taskwright.work.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.tree.Window;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EachDatabase
class NudgeTest {
    private final TestDatabase data;
    private WorkParts work;
    private Caller.Person owner;
    private ProjectId project;

    NudgeTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        owner = work.person("owner");
        project = work.project(owner, work.workspace(owner, "W"), "# T\n\n- a\n  - a1\n  - a2\n- b\n- c\n")
                .id();
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String tree() {
        return work.tasks.list(owner, project, new Window(100, null, null)).items().stream()
                .map(task -> task.depth() + task.text())
                .collect(Collectors.joining(" "));
    }

    private Task find(String text) {
        return work.tasks.list(owner, project, new Window(100, null, null)).items().stream()
                .filter(task -> task.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b  | UP   | 0T 1b 1a 2a1 2a2 1c
            a  | DOWN | 0T 1b 1a 2a1 2a2 1c
            b  | IN   | 0T 1a 2a1 2a2 2b 1c
            a2 | IN   | 0T 1a 2a1 3a2 1b 1c
            a1 | OUT  | 0T 1a 2a2 1a1 1b 1c
            a  | UP   | 0T 1a 2a1 2a2 1b 1c
            c  | DOWN | 0T 1a 2a1 2a2 1b 1c
            a  | IN   | 0T 1a 2a1 2a2 1b 1c
            a  | OUT  | 0T 1a 2a1 2a2 1b 1c
            T  | DOWN | 0T 1a 2a1 2a2 1b 1c
            """)
    void aStepMovesTheTaskWhereThereIsRoom(String task, Nudge nudge, String tree) {
        String before = tree();
        work.tasks.nudge(owner, new TaskAddress(project, find(task).id()), nudge);
        assertThat(tree()).isEqualTo(tree);
        assertThat(work.newEvents()).hasSize(before.equals(tree) ? 0 : 1);
    }
}
