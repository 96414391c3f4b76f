package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RichTextTest {
    private static final RichText TEXT = new RichText.Builder()
            .add(" one ", Set.of(), null)
            .add("two", Set.of(Mark.BOLD), null)
            .add("\nthree ", Set.of(Mark.BOLD, Mark.ITALIC), "https://x.example")
            .build();

    @Test
    void neighboursInOneStyleBecomeOneRun() {
        RichText text = new RichText.Builder()
                .add("a", Set.of(), null)
                .add("", Set.of(Mark.CODE), null)
                .add("b", Set.of(), null)
                .build();
        assertThat(text).isEqualTo(RichText.plain("ab"));
        assertThat(text.isPlain()).isTrue();
    }

    @Test
    void aSliceKeepsItsStyles() {
        assertThat(Trees.marked(TEXT.slice(3, 7))).isEqualTo("e <bold>tw<>");
        assertThat(TEXT.slice(4, 4)).isEqualTo(RichText.EMPTY);
        assertThat(TEXT.slice(0, TEXT.text().length())).isEqualTo(TEXT);
    }

    @Test
    void strippingAndLinesKeepTheStyles() {
        assertThat(TEXT.strip().text()).isEqualTo("one two\nthree");
        assertThat(TEXT.lines()).extracting(RichText::text).containsExactly(" one two", "three ");
        assertThat(RichText.plain("  ").strip()).isEqualTo(RichText.EMPTY);
    }

    @Test
    void whatIsStoredIsReadBack() {
        String delta = RichTextJson.write(TEXT);
        assertThat(delta)
                .isEqualTo(
                        "[{\"insert\":\" one \"},{\"insert\":\"two\",\"attributes\":{\"bold\":true}},"
                                + "{\"insert\":\"\\nthree \",\"attributes\":{\"bold\":true,\"italic\":true,\"link\":\"https://x.example\"}}]");
        assertThat(RichTextJson.read(delta)).isEqualTo(TEXT);
        assertThat(RichTextJson.read("[{\"insert\":\"a\",\"attributes\":{\"color\":\"red\"}}]"))
                .isEqualTo(RichText.plain("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example,true",
        "HTTP://x.example,true",
        "mailto:a@x.example,true",
        "javascript:alert(1),false",
        " javascript:alert(1),false",
        "data:text/html;base64,false",
        "docs/README.md,false",
        "//x.example,false",
    })
    void onlyWebAndMailAddressesAreOffered(String link, boolean offered) {
        assertThat(new Span("x", Set.of(), link).href() != null).isEqualTo(offered);
    }

    @Test
    void aTextKnowsWhetherItSaysAnything() {
        assertThat(new RichText(List.of()).isBlank()).isTrue();
        assertThat(TEXT.isBlank()).isFalse();
    }
}
