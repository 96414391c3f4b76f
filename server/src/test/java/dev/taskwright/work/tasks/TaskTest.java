package dev.taskwright.work.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.TaskId;
import dev.taskwright.work.tree.MarkdownReader;
import dev.taskwright.work.tree.Nodes;
import dev.taskwright.work.tree.Placement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskTest {
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Task> tasks = new Nodes(() -> new TaskId("n" + ids.incrementAndGet()), () -> Instant.EPOCH)
            .grow(new MarkdownReader().read("# T\n\n- [x] done\n  - [ ] below\n- [ ] open"), "/content").stream()
                    .map(Task::new)
                    .toList();
    private final Task title = tasks.get(0);
    private final Task done = tasks.get(1);
    private final Task below = tasks.get(2);
    private final Task open = tasks.get(3);

    @Test
    void onlyAnOpenTaskIsCompletedAndOnlyACompletedOneOpened() {
        assertThatCode(open::requireOpen).doesNotThrowAnyException();
        assertThatCode(done::requireCompleted).doesNotThrowAnyException();
        assertThatThrownBy(done::requireOpen)
                .isInstanceOf(ProblemException.class)
                .hasMessage("Task is already completed");
        assertThatThrownBy(open::requireCompleted).isInstanceOf(ProblemException.class);
    }

    @Test
    void theTitleIsATaskThatStays() {
        assertThat(title.isTitle()).isTrue();
        assertThat(title.parentId()).isNull();
        assertThatThrownBy(title::requireDeletable).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> title.requireMayMoveTo(open)).isInstanceOf(ProblemException.class);
        assertThatCode(open::requireDeletable).doesNotThrowAnyException();
    }

    @Test
    void nothingIsBesideTheTitle() {
        for (Placement placement : Placement.values()) {
            if (placement.isSibling()) {
                assertThatThrownBy(() -> title.requireAnchors(placement, "/p")).isInstanceOf(ProblemException.class);
            } else {
                assertThatCode(() -> title.requireAnchors(placement, "/p")).doesNotThrowAnyException();
            }
            assertThatCode(() -> open.requireAnchors(placement, "/p")).doesNotThrowAnyException();
        }
    }

    @Test
    void aTaskMovesAnywhereButToItselfAndBelow() {
        assertThatThrownBy(() -> done.requireMayMoveTo(done)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> done.requireMayMoveTo(below)).isInstanceOf(ProblemException.class);
        assertThatCode(() -> done.requireMayMoveTo(open)).doesNotThrowAnyException();
        assertThatCode(() -> below.requireMayMoveTo(done)).doesNotThrowAnyException();
        assertThatCode(() -> open.requireMayMoveTo(title)).doesNotThrowAnyException();
    }
}
