package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainReaderTest {
    @Test
    void theFirstLineIsTheTitleAndEveryLineThatSaysSomethingATask() {
        assertThat(Trees.draw(PlainReader.read("*T*\r\n\r\n - a \n\n# b"))).isEqualTo("""
                h1 *T*
                  text - a
                  text # b
                """);
    }

    @Test
    void withoutAFirstLineTheProjectIsUntitled() {
        assertThat(Trees.draw(PlainReader.read(""))).isEqualTo("h1 Untitled\n");
        assertThat(Trees.draw(PlainReader.read("\nx"))).isEqualTo("h1 Untitled\n  text x\n");
        assertThat(Trees.draw(PlainReader.read("\n\n"))).isEqualTo("h1 Untitled\n");
    }

    @Test
    void aLongTitleIsCutBetweenCharacters() {
        String title = PlainReader.read("\uD83D\uDE00".repeat(2_001)).content().text();
        assertThat(title).isEqualTo("\uD83D\uDE00".repeat(2_000));
    }
}
