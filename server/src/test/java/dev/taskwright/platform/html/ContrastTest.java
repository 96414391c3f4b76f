package dev.taskwright.platform.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pair of colour tokens that meets on a page, by the formula of WCAG 2.2 (1.4.3 and 1.4.11). */
class ContrastTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    /** What is read, on what it stands. */
    private static final Map<String, List<String>> TEXT = Map.ofEntries(
            Map.entry("ink", List.of("ground", "surface", "sunken", "accent-wash")),
            Map.entry("ink-soft", List.of("ground", "surface", "sunken")),
            Map.entry("accent", List.of("ground", "surface", "accent-wash", "sunken")),
            Map.entry("accent-strong", List.of("ground", "surface", "sunken")),
            Map.entry("on-accent", List.of("accent", "accent-strong")),
            Map.entry("danger", List.of("ground", "surface", "danger-wash")),
            Map.entry("on-danger", List.of("danger", "danger-strong")),
            Map.entry("good", List.of("surface", "good-wash")),
            Map.entry("warn", List.of("surface", "warn-wash")));

    /** Edges of controls and the ring of the focus. */
    private static final Map<String, List<String>> SHAPES =
            Map.of("edge", List.of("ground", "surface"), "focus", List.of("ground", "surface", "sunken"));

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textIsLegible(String scheme) throws IOException {
        assertPairs(tokens(scheme), TEXT, 4.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void controlsCanBeSeen(String scheme) throws IOException {
        assertPairs(tokens(scheme), SHAPES, 3.0);
    }

    private static void assertPairs(Map<String, Integer> tokens, Map<String, List<String>> pairs, double least) {
        pairs.forEach((front, backs) ->
                backs.forEach(back -> assertThat(contrast(colour(tokens, front), colour(tokens, back)))
                        .as(front + " on " + back)
                        .isGreaterThanOrEqualTo(least)));
    }

    private static int colour(Map<String, Integer> tokens, String name) {
        assertThat(tokens).containsKey(name);
        return tokens.get(name);
    }

    private static Map<String, Integer> tokens(String scheme) throws IOException {
        String css = Files.readString(Path.of("src/main/resources/static/css/tokens.css"));
        int dark = css.indexOf("prefers-color-scheme: dark");
        String part = scheme.equals("light") ? css.substring(0, dark) : css.substring(dark);
        Map<String, Integer> tokens = new HashMap<>();
        COLOUR.matcher(part).results().forEach(m -> tokens.put(m.group(1), Integer.parseInt(m.group(2), 16)));
        return tokens;
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
