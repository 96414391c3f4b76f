package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineReaderTest {
    private final LineReader reader = new LineReader();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "plain,checkbox plain",
                "- [ ] open,checkbox open",
                "- [x] done,checkbox x done",
                "* [X] done,checkbox x done",
                "[] box,checkbox box",
                "- dot,bullet dot",
                "1. one,number one",
                "12) twelve,number twelve",
                "# head,h1 head",
                "### head,h2 head",
                "-no,checkbox -no",
                "#tag,checkbox #tag",
                "_go_ *on*,checkbox <italic>go<> <italic>on<>",
            })
    void aMarkerAtTheStartSetsTheFormat(String content, String drawn) {
        assertThat(Trees.draw(reader.draft(content))).isEqualTo(drawn + "\n");
    }

    @Test
    void severalLinesStayOneNode() {
        assertThat(Trees.draw(reader.draft("a\n\n- b\r\n# c"))).isEqualTo("checkbox a\\n\\n- b\\n# c\n");
    }

    @Test
    void markersStayLiteralInAnExistingNode() {
        assertThat(Trees.marked(reader.read("1. foo"))).isEqualTo("1. foo");
        assertThat(Trees.marked(reader.read("# **foo**"))).isEqualTo("# <bold>foo<>");
        assertThat(Trees.marked(reader.read("    four blanks"))).isEqualTo("    four blanks");
    }

    @Test
    void theDefinitionOfALinkIsText() {
        assertThat(Trees.marked(reader.read("[foo]: /bar"))).isEqualTo("[foo]: /bar");
    }

    @Test
    void onlyLineEndsEndALine() {
        assertThat(reader.read("a\u2028b").text()).isEqualTo("a\u2028b");
    }

    @Test
    void emptyStaysEmpty() {
        assertThat(reader.read("")).isEqualTo(RichText.EMPTY);
        assertThat(reader.draft("").content()).isEqualTo(RichText.EMPTY);
    }

    @Test
    void anAddressBecomesALink() {
        assertThat(Trees.marked(reader.read("https://x.example now")))
                .isEqualTo("<->https://x.example>https://x.example<> now");
    }
}
