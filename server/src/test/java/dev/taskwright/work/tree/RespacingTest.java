package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Below the node {@code K.}, between its children {@code A} and {@code Z}, {@code C} and {@code G} got new ranks. */
class RespacingTest {
    private static final NodePath PARENT = new NodePath("K.");
    private final Respacing between = new Respacing(PARENT, new Rank("A"), new Rank("Z"), Respacing.ranks("C>M,G>T"));
    private final Respacing all = new Respacing(PARENT, null, null, Respacing.ranks("C>M,G>T"));

    @ParameterizedTest
    @CsvSource({
        "K.C., K.M.",
        "K.G., K.T.",
        "K.C.5.7., K.M.5.7.",
        "K.G/, K.T/",
        "K.D., K.M/",
        "K.D.9., K.M/",
        "K.H., K.T/",
        "K.B., K.A/",
        "K.A., K.A.",
        "K.A.C., K.A.C.",
        "K.Z.1., K.Z.1.",
        "K.a., K.a.",
        "K., K.",
        "K.., K..",
        "J.C., J.C.",
        "KC.C., KC.C."
    })
    void aPlaceStaysBetweenTheSameNeighbours(String before, String after) {
        assertThat(between.lead(before)).isEqualTo(after);
    }

    @Test
    void whereNobodyKeptTheirRankThereAreOnlyTheEnds() {
        assertThat(all.lead("K.B.")).isEqualTo("K..");
        assertThat(all.lead("K.z.")).isEqualTo("K.T/");
        Respacing top = new Respacing(NodePath.TITLE, null, null, Respacing.ranks("C>M"));
        assertThat(top.lead("C.")).isEqualTo("M.");
        assertThat(top.lead("B.")).isEqualTo(".");
        assertThat(top.lead("")).isEmpty();
    }

    @Test
    void ranksAreKeptAsTheyAre() {
        assertThat(all.ranksText()).isEqualTo("C>M,G>T");
        assertThat(Respacing.ranks(all.ranksText())).isEqualTo(new TreeMap<>(all.ranks()));
    }
}
