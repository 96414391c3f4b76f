package dev.taskwright.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionValuesTest {
    private static final Option<Integer> PORT =
            Option.of("port", "N", "The port", OptionValuesTest::number).orElse("8080");
    private static final Option<String> KEY_FILE = Option.text("key-file", "FILE", "The key");
    private static final Option<Boolean> DEV = Option.flag("dev", "Development");
    private static final List<Option<?>> ALL = List.of(PORT, KEY_FILE, DEV);

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number", e);
        }
    }

    private static OptionValues values(List<String> words, Map<String, String> environment, Map<String, String> file) {
        return new OptionValues(CommandLine.parse(words, ALL), environment, file);
    }

    @Test
    void theFlagWinsOverTheEnvironmentAndThatOverTheFile() {
        Map<String, String> environment = Map.of("TASKWRIGHT_PORT", "2");
        Map<String, String> file = Map.of("port", "3");
        assertThat(values(List.of("--port", "1"), environment, file).get(PORT)).contains(1);
        assertThat(values(List.of(), environment, file).get(PORT)).contains(2);
        assertThat(values(List.of(), Map.of(), file).get(PORT)).contains(3);
        assertThat(values(List.of(), Map.of(), Map.of()).get(PORT)).contains(8080);
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        assertThat(values(List.of(), Map.of("TASKWRIGHT_PORT", ""), Map.of()).get(PORT))
                .contains(8080);
    }

    @Test
    void dashesBecomeUnderscoresInTheEnvironment() {
        assertThat(values(List.of(), Map.of("TASKWRIGHT_KEY_FILE", "k"), Map.of())
                        .get(KEY_FILE))
                .contains("k");
    }

    @Test
    void aValueMayFollowAnEqualsSign() {
        assertThat(values(List.of("--key-file=a=b"), Map.of(), Map.of()).get(KEY_FILE))
                .contains("a=b");
    }

    @Test
    void aFlagStandsAlone() {
        assertThat(values(List.of("--dev"), Map.of(), Map.of()).isOn(DEV)).isTrue();
        assertThat(values(List.of(), Map.of("TASKWRIGHT_DEV", "true"), Map.of()).isOn(DEV))
                .isTrue();
        assertThat(values(List.of(), Map.of(), Map.of()).isOn(DEV)).isFalse();
    }

    @Test
    void theLastOfARepeatedOptionWinsAndAllCanBeAskedFor() {
        OptionValues values = values(List.of("--key-file", "a", "--key-file", "b"), Map.of(), Map.of());
        assertThat(values.get(KEY_FILE)).contains("b");
        assertThat(values.all(KEY_FILE)).containsExactly("a", "b");
    }

    @Test
    void everyMistakeIsReportedWithItsOptionAndItsRule() {
        OptionValues values = values(List.of("--port", "x"), Map.of("TASKWRIGHT_DEV", "perhaps"), Map.of());
        values.get(PORT);
        values.get(DEV);
        values.get(KEY_FILE.asRequired());
        assertThatThrownBy(values::requireNoMistakes)
                .isInstanceOfSatisfying(
                        Mistakes.class,
                        mistakes -> assertThat(mistakes.lines())
                                .containsExactly(
                                        "--port must be a number",
                                        "TASKWRIGHT_DEV (--dev) must be true or false",
                                        "--key-file is missing: --key-file FILE"));
    }

    @Test
    void unknownOptionsAndMissingValuesAreNamedTogether() {
        assertThatThrownBy(() -> CommandLine.parse(List.of("--prot", "1", "--port"), ALL))
                .isInstanceOfSatisfying(
                        Mistakes.class,
                        mistakes -> assertThat(mistakes.lines())
                                .containsExactly(
                                        "--prot is not an option of this command; --help lists them",
                                        "--port needs a value: --port N"));
    }

    @Test
    void afterTwoDashesNothingIsAnOption() {
        assertThat(CommandLine.parse(List.of("--dev", "--", "--port"), ALL).operands())
                .containsExactly("--port");
    }
}
