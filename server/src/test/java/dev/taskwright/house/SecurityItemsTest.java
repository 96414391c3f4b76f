package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security-items.md}: every item has a test that exists, or a reason in words. */
class SecurityItemsTest {
    private static final int ITEMS = 32;
    private static final Pattern NAMED =
            Pattern.compile("`([a-z]+(?:/[a-z]+)*/[A-Z][A-Za-z0-9]+Test)\\.([a-zA-Z0-9]+)`");
    private static final Pattern ROW = Pattern.compile("\\| (S[0-9]{2}) \\|(.*)\\|(.*)\\|");
    private static final Pattern OWN = Pattern.compile("rfc9700(S[0-9]{2})[A-Z].*");

    /** What the last column says, by item. */
    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        Checkout.text(Checkout.HOME.resolve("docs/security-items.md"))
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> rows.put(row.group(1), row.group(3)));
        return rows;
    }

    @Test
    void everyItemHasATestOrAReason() {
        Map<String, String> rows = rows();
        assertThat(rows.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ITEMS)
                        .mapToObj("S%02d"::formatted)
                        .toList());
        rows.forEach((item, says) -> assertThat(
                        NAMED.matcher(says).find() || says.strip().length() > 60)
                .as(item)
                .isTrue());
    }

    @Test
    void everyTestThatIsNamedExists() {
        var missing = new TreeSet<String>();
        rows().values().stream().flatMap(says -> NAMED.matcher(says).results()).forEach(named -> {
            boolean exists = Stream.of(
                            Checkout.TESTS.resolve("dev/taskwright"),
                            Checkout.ACCEPTANCE.resolve("dev/taskwright/acceptance"))
                    .map(root -> root.resolve(named.group(1) + ".java"))
                    .filter(Files::isRegularFile)
                    .anyMatch(file -> Checkout.text(file).contains("void " + named.group(2) + "("));
            if (!exists) {
                missing.add(named.group());
            }
        });
        assertThat(missing).isEmpty();
    }

    /** A test that carries an item in its name is found from the item. */
    @Test
    void everyTestNamedAfterAnItemIsInItsRow() {
        Map<String, String> rows = rows();
        var unlisted = new TreeSet<String>();
        for (Source source : Source.TESTS) {
            for (var method : source.methods()) {
                var item = OWN.matcher(method.name());
                if (item.matches() && !rows.getOrDefault(item.group(1), "").contains("." + method.name() + "`")) {
                    unlisted.add(source.name() + "." + method.name());
                }
            }
        }
        assertThat(unlisted).isEmpty();
    }

    @Test
    void theRulerFindsTests() {
        List<Path> tests = Checkout.files(Checkout.TESTS, "SafetyTest.java");
        assertThat(tests).isNotEmpty();
        assertThat(NAMED.matcher("`oauth/security/PagesSafetyTest.rfc9700S20NoPageCanBeFramed`")
                        .matches())
                .isTrue();
    }
}
