package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing grows past the point where it can be read in one sitting. */
class SizesTest {
    @Test
    void mainFilesEnd() {
        assertThat(longer(Source.MAIN, Sizes.MAIN_FILE)).isEmpty();
    }

    @Test
    void filesOfTestsEnd() {
        assertThat(longer(Source.TESTS, Sizes.TEST_FILE)).isEmpty();
        assertThat(longer(Source.ACCEPTANCE, Sizes.TEST_FILE)).isEmpty();
    }

    @Test
    void methodsEnd() {
        var offences = new TreeSet<String>();
        everything().forEach(source -> {
            for (var method : source.methods()) {
                if (method.lines() > Sizes.METHOD) {
                    offences.add(source.name() + "." + method.name() + ": " + method.lines() + " lines");
                }
            }
        });
        assertThat(offences).isEmpty();
    }

    @Test
    void parametersCanBeCounted() {
        var offences = new TreeSet<String>();
        for (Source source : Source.MAIN) {
            boolean wiring = source.packageName().equals(House.ROOT + ".app.wiring");
            for (var method : source.methods()) {
                boolean excused = method.isConstructor() && (wiring || method.inRecord());
                if (!excused && method.parameters() > Sizes.PARAMETERS) {
                    offences.add(source.name() + "." + method.name() + ": " + method.parameters() + " parameters");
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void packagesStaySmall() {
        assertThat(Source.MAIN.stream()
                        .collect(Collectors.groupingBy(Source::packageName, Collectors.summingInt(Source::types))))
                .isNotEmpty()
                .allSatisfy((name, types) ->
                        assertThat(types).as("types in " + name).isLessThanOrEqualTo(Sizes.TYPES_IN_A_PACKAGE));
    }

    @Test
    void wiringStaysSmall() {
        assertThat(Source.MAIN.stream().filter(s -> s.name().endsWith("Wiring")))
                .isNotEmpty()
                .allSatisfy(
                        s -> assertThat(Checkout.lines(s.file())).as(s.name()).isLessThanOrEqualTo(Sizes.WIRING));
    }

    @Test
    void templatesStaySmall() {
        assertThat(Checkout.files(Checkout.TEMPLATES, ".jte"))
                .isNotEmpty()
                .allSatisfy(
                        t -> assertThat(Checkout.lines(t)).as(Checkout.name(t)).isLessThanOrEqualTo(Sizes.TEMPLATE));
    }

    /** The measure itself works: this class is found, with its methods and their lengths. */
    @Test
    void theRulerMeasures() {
        Source self = Source.TESTS.stream()
                .filter(s -> s.name().equals("SizesTest"))
                .findFirst()
                .orElseThrow();
        assertThat(self.methods())
                .anySatisfy(m -> {
                    assertThat(m.name()).isEqualTo("mainFilesEnd");
                    assertThat(m.lines()).isEqualTo(3);
                })
                .anySatisfy(m -> {
                    assertThat(m.name()).isEqualTo("longer");
                    assertThat(m.parameters()).isEqualTo(2);
                });
    }

    private static Stream<Source> everything() {
        return Stream.of(Source.MAIN, Source.TESTS, Source.ACCEPTANCE).flatMap(List::stream);
    }

    private static List<String> longer(List<Source> sources, int limit) {
        return sources.stream()
                .filter(s -> Checkout.lines(s.file()) > limit)
                .map(s -> Checkout.name(s.file()))
                .toList();
    }
}
