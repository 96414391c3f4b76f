package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReaderTest {
    private final MarkdownReader reader = new MarkdownReader();

    private String read(String markdown) {
        return Trees.draw(reader.read(markdown));
    }

    @Test
    void aHeadingAndAListAreATitleAndTasks() {
        assertThat(read("# Title\n\n- a\n- b")).isEqualTo("""
                h1 Title
                  bullet a
                  bullet b
                """);
    }

    @Test
    void nothingIsAnUntitledProject() {
        assertThat(read("")).isEqualTo("h1 Untitled\n");
        assertThat(read("\n \n")).isEqualTo("h1 Untitled\n");
        assertThat(read("#\n\ntext")).isEqualTo("h1 Untitled\n  text text\n");
    }

    @Test
    void aListFirstLeavesTheProjectUntitled() {
        assertThat(read("- a")).isEqualTo("h1 Untitled\n  bullet a\n");
        assertThat(read("[] a\n[x] b")).isEqualTo("h1 Untitled\n  checkbox a\n  checkbox x b\n");
    }

    @Test
    void theFirstLineOfAFirstParagraphIsTheTitle() {
        assertThat(read("Plan *now*\nand then\nmore")).isEqualTo("""
                h1 Plan <italic>now<>
                  text and then\\nmore
                """);
    }

    @Test
    void headingsOpenSectionsUnderTheNearestSmallerLevel() {
        assertThat(read("""
                # T
                ## A
                a
                #### Deep
                d
                ### Less deep
                ## B
                # Second
                ## C
                """)).isEqualTo("""
                h1 T
                  h2 A
                    text a
                    h2 Deep
                      text d
                    h2 Less deep
                  h2 B
                  h1 Second
                    h2 C
                """);
    }

    @Test
    void listItemsNestAndKeepTheirKind() {
        assertThat(read("""
                # T
                - [ ] open
                  - [x] done
                    1. first
                    2. second
                * star

                  more words
                1) one
                """)).isEqualTo("""
                h1 T
                  checkbox open
                    checkbox x done
                      number first
                      number second
                  bullet star
                    text more words
                  number one
                """);
    }

    @Test
    void anEmptyBoxIsShorthandForATask() {
        assertThat(read("# T\n\n[] buy milk\n[x] sell cow\n\n- [] third\n- [ ]\n"))
                .isEqualTo("""
                h1 T
                  checkbox buy milk
                  checkbox x sell cow
                  checkbox third
                  checkbox\s
                """);
    }

    @Test
    void aCodeBlockIsOneNode() {
        assertThat(read("# T\n\n```java\nint a;\n\nint b;\n```\n\n    indented\n"))
                .isEqualTo("""
                h1 T
                  text <code>int a;\\n\\nint b;<>
                  text <code>indented<>
                """);
    }

    @Test
    void eachRowOfATableIsANode() {
        assertThat(read("# T\n\n| a | b |\n|---|---|\n| 1 | *2* |\n")).isEqualTo("""
                h1 T
                  text a | b
                  text 1 | <italic>2<>
                """);
    }

    @Test
    void quotesRulesPicturesAndHtml() {
        assertThat(read("# T\n\n> said\n>\n> - point\n\n---\n\n![cat](c.png)\n\n<div>\nraw\n</div>\n"))
                .isEqualTo("""
                h1 T
                  text said
                  bullet point
                  text <->c.png>cat<>
                  text <div>\\nraw\\n</div>
                """);
    }

    @Test
    void inlineFormattingIsKept() {
        assertThat(read("# T\n\n**b** _i_ __u__ ~~s~~ `c` [l](https://x.example) ***bi*** a<br>b https://y.example"))
                .isEqualTo("""
                h1 T
                  text <bold>b<> <italic>i<> <underline>u<> <strike>s<> <code>c<> <->https://x.example>l<> \
                <bold,italic>bi<> a<br>b <->https://y.example>https://y.example<>
                """);
    }

    @Test
    void aLinkWithoutWordsShowsItsAddress() {
        assertThat(read("# T\n\n[](https://x.example) ![](p.png)"))
                .contains("<->https://x.example>https://x.example<>", "<->p.png>p.png<>");
    }

    @Test
    void aLongTitleIsCutAtTwoThousandCharacters() {
        NodeDraft title = reader.read("# " + "\uD83D\uDE00".repeat(3000));
        assertThat(title.content().text().codePoints().count()).isEqualTo(2000);
    }

    @Test
    void windowsLineEndingsAreLineEndings() {
        assertThat(read("# T\r\n\r\n- a\r\n- b\r\n")).isEqualTo("h1 T\n  bullet a\n  bullet b\n");
    }

    @Test
    void nestedListsReachDeeperThanATreeMay() {
        StringBuilder markdown = new StringBuilder("# T\n\n");
        for (int level = 0; level < 70; level++) {
            markdown.append("  ".repeat(level)).append("- l").append(level).append('\n');
        }
        NodeDraft node = reader.read(markdown.toString());
        int depth = 0;
        while (!node.children().isEmpty()) {
            node = node.children().getFirst();
            depth++;
        }
        assertThat(depth).isGreaterThan(NodePath.DEEPEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "](", "*a ", "_a", "**", "`", "![", "> ", "- ", "<a ", "~~", "| ", "&", "\\", "[]: ", "\n- ",
                "~~~\n"
            })
    void hostileRepetitionIsReadAllTheSame(String piece) {
        String markdown = "# T\n\n" + piece.repeat(100_000 / piece.length());
        assertThat(reader.read(markdown).content().text()).isEqualTo("T");
    }

    @Test
    void aMebibyteOfTwentyThousandLinesIsRead() {
        StringBuilder markdown = new StringBuilder("# Big\n\n");
        for (int i = 0; i < 20_000; i++) {
            markdown.append("  ".repeat(i % 4))
                    .append("- [ ] task **")
                    .append(i)
                    .append("** with some more words here\n");
        }
        assertThat(markdown.length()).isGreaterThan(900_000);
        assertThat(count(reader.read(markdown.toString()))).isEqualTo(20_001);
    }

    private static int count(NodeDraft node) {
        return 1 + node.children().stream().mapToInt(MarkdownReaderTest::count).sum();
    }
}
