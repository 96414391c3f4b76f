package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownWriterTest {
    private final MarkdownReader reader = new MarkdownReader();
    private final AtomicInteger ids = new AtomicInteger();
    private final Nodes nodes =
            new Nodes(() -> new TaskId("n" + ids.incrementAndGet()), () -> Instant.parse("2026-11-21T12:00:00Z"));

    private String written(String markdown) {
        return written(reader.read(markdown));
    }

    private String written(NodeDraft title) {
        return MarkdownWriter.write(nodes.grow(title, "/content"));
    }

    private void assertComesBack(String markdown) {
        assertThat(Trees.draw(reader.read(written(markdown)))).isEqualTo(Trees.draw(reader.read(markdown)));
    }

    @Test
    void aWellMadeTextIsWrittenAsItWas() {
        String markdown = """
                # Launch

                What we *really* need.

                ## Before

                - [ ] Write **notes**
                  - [x] Draft
                - Ask [Jane](<https://x.example>)
                  1. first

                ### Deeper

                ```
                int a;
                int b;
                ```

                ## After

                Rest.
                """;
        assertThat(written(markdown)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# 1. not a list\n\n- 1. x\n- \\# no heading\n- \\- no list\n\n2\\. text",
                "# T\n\n\\*no\\* \\_emphasis\\_ \\`code\\` \\[no\\](link) <b>html</b> a&amp;b a|b ~~gone~~",
                "# T\n\n- `` a`b `` and ` ` and `  x ` and ` y`\n- __under__ **bold** *it* ***both***\n- two\\\n  lines",
                "# T\n\n- a\n\n  text below\n\n  - deeper\n\n    text again",
                "# T\n\n# Second\n\n## Sub\n\ntext\n\n#### Deep\n\n- x",
                "# T\n\n- [ ] a\n\n- [x] b\n\n1. c\n2. d",
                "Title only",
                "# T\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |",
            })
    void whatIsWrittenReadsBackTheSame(String markdown) {
        assertComesBack(markdown);
    }

    @Test
    void textWithChildrenIsWrittenAsAListItemAndAHeadingInAListInBold() {
        NodeDraft title = new NodeDraft(NodeFormat.H1, RichText.plain("T"), false);
        NodeDraft text = new NodeDraft(NodeFormat.TEXT, RichText.plain("parent"), false);
        text.children().add(new NodeDraft(NodeFormat.H2, RichText.plain("head"), false));
        title.children().add(text);
        assertThat(written(title)).isEqualTo("# T\n\n- parent\n  - **head**\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CHANGELOG.md", "ARCHITECTURE.md", "docs/intended.md", "docs/api/tasks.md"})
    void thisProjectsOwnDocumentsReadBackTheSame(String document) throws IOException {
        assertComesBack(Files.readString(Path.of("..").resolve(document)));
    }

    @Test
    void aLongRunOfBackticksIsFencedByALongerOne() {
        assertComesBack("# T\n\n````\n```\ninner\n```\n````\n");
        assertThat(written("# T\n\n````\n```\ninner\n```\n````\n")).contains("````\n```");
    }

    @Test
    void severalLinesOfATaskStayItsOwn() {
        NodeDraft title = new NodeDraft(NodeFormat.H1, RichText.plain("T"), false);
        for (String line : List.of("a\nb", "c")) {
            title.children().add(new NodeDraft(NodeFormat.CHECKBOX, RichText.plain(line), false));
        }
        assertThat(written(title)).isEqualTo("# T\n\n- [ ] a\n  b\n- [ ] c\n");
    }
}
