package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents do not rot in silence: what they repeat is compared with its source. */
class DocumentsTest {
    /** The longest each document may be, in lines. */
    private static final Map<String, Integer> LENGTHS =
            Map.of("README.md", 120, "ARCHITECTURE.md", 200, "STYLE.md", 150, "CONTRIBUTING.md", 150, "AGENTS.md", 60);

    private static final List<String> REQUIRED = List.of(
            "README.md",
            "ARCHITECTURE.md",
            "STYLE.md",
            "CONTRIBUTING.md",
            "AGENTS.md",
            "CHANGELOG.md",
            "UPGRADE.md",
            "SECURITY.md",
            "LICENSE",
            "docs/vocabulary.md",
            "docs/intended.md",
            "docs/performance.md",
            "docs/adr/README.md");

    /** Suffixes and classes of others that ARCHITECTURE.md names. */
    private static final Set<String> NOT_CLASSES =
            Set.of("Store", "Api", "Pages", "Endpoint", "Check", "HttpService", "InstantSource");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern QUOTED_PATH =
            Pattern.compile("`((?:server|acceptance|docs|api|\\.mvn|\\.ci)/[A-Za-z0-9_./-]+|[A-Z]+\\.md|pom\\.xml)`");

    @Test
    void everyDocumentIsThere() {
        assertThat(REQUIRED.stream().filter(name -> !Files.isRegularFile(Checkout.HOME.resolve(name))))
                .as("documents that are missing")
                .isEmpty();
    }

    @Test
    void documentsAreShort() {
        assertThat(LENGTHS)
                .allSatisfy((name, limit) -> assertThat(Checkout.lines(Checkout.HOME.resolve(name)))
                        .as("lines of " + name)
                        .isLessThanOrEqualTo(limit));
    }

    @Test
    void theStoreyTableIsTheOneEnforced() {
        List<String> rows = text("ARCHITECTURE.md")
                .lines()
                .filter(line -> line.matches("\\| [0-5] \\| `.*"))
                .toList();
        assertThat(rows)
                .isEqualTo(House.STOREYS.stream().map(House.Storey::tableRow).toList());
    }

    @Test
    void theSizesAreTheOnesEnforced() {
        String sizes =
                ("file %d lines, test file %d, method %d, parameters %d, types in a package %d, wiring class %d, "
                                + "template %d, comment of a `package-info.java` %d")
                        .formatted(
                                Sizes.MAIN_FILE,
                                Sizes.TEST_FILE,
                                Sizes.METHOD,
                                Sizes.PARAMETERS,
                                Sizes.TYPES_IN_A_PACKAGE,
                                Sizes.WIRING,
                                Sizes.TEMPLATE,
                                Sizes.DOOR_PLATE);
        assertThat(text("AGENTS.md").replaceAll("\\s+", " ")).contains(sizes);
    }

    @Test
    void everyLinkLeadsSomewhere() {
        var broken = new TreeSet<String>();
        documents()
                .forEach(document -> LINK.matcher(Checkout.text(document))
                        .results()
                        .map(m -> m.group(1))
                        .filter(target -> !target.matches("[a-z]+:.*"))
                        .filter(target -> !Files.exists(document.resolveSibling(target)))
                        .forEach(target -> broken.add(Checkout.name(document) + " → " + target)));
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPathNamedExists() {
        var missing = new TreeSet<String>();
        documents()
                .forEach(document -> QUOTED_PATH
                        .matcher(Checkout.text(document))
                        .results()
                        .map(m -> m.group(1))
                        .filter(path -> !path.contains("/target"))
                        .filter(path -> !Files.exists(Checkout.HOME.resolve(path)))
                        .forEach(path -> missing.add(Checkout.name(document) + " names " + path)));
        assertThat(missing).isEmpty();
    }

    @Test
    void everyClassNamedOnTheMapExists() {
        var known = Stream.of(Source.MAIN, Source.TESTS)
                .flatMap(List::stream)
                .map(Source::name)
                .collect(Collectors.toSet());
        assertThat(Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`")
                        .matcher(text("ARCHITECTURE.md"))
                        .results()
                        .map(m -> m.group(1))
                        .filter(name -> !NOT_CLASSES.contains(name) && !known.contains(name)))
                .as("classes ARCHITECTURE.md names that are not there")
                .isEmpty();
    }

    @Test
    void everyCommandNamedIsOneOfTheFrontDoors() {
        List<String> commands = Pattern.compile("(?m)^  ([a-z]+)  ")
                .matcher(text("taskwright"))
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(commands).contains("serve", "test", "check", "user", "token", "app", "backup", "restore", "help");
        var unknown = new TreeSet<String>();
        documents()
                .forEach(document -> Pattern.compile("\\./taskwright ([a-z]+)")
                        .matcher(Checkout.text(document))
                        .results()
                        .map(m -> m.group(1))
                        .filter(command -> !commands.contains(command))
                        .forEach(command -> unknown.add(Checkout.name(document) + " names " + command)));
        assertThat(unknown).isEmpty();
    }

    @Test
    void theIndexListsEveryDecisionOnce() {
        Path folder = Checkout.HOME.resolve("docs/adr");
        List<String> files = Checkout.files(folder, ".md").stream()
                .map(p -> p.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList();
        assertThat(files).isNotEmpty().allSatisfy(name -> assertThat(name).matches("\\d{4}-[a-z0-9-]+\\.md"));
        assertThat(LINK.matcher(text("docs/adr/README.md")).results().map(m -> m.group(1)))
                .containsExactlyElementsOf(files);
        for (int i = 0; i < files.size(); i++) {
            assertThat(files.get(i)).startsWith("%04d-".formatted(i + 1));
        }
    }

    @Test
    void ciDoesNothingCleverer() {
        assertThat(text(".ci/run").lines().filter(line -> !line.startsWith("#") && !line.isBlank()))
                .last()
                .asString()
                .endsWith("./taskwright test");
    }

    private static List<Path> documents() {
        List<Path> top = Checkout.files(Checkout.HOME, ".md").stream()
                .filter(p -> Checkout.HOME.equals(p.getParent()))
                .toList();
        return Stream.concat(top.stream(), Checkout.files(Checkout.HOME.resolve("docs"), ".md").stream())
                .toList();
    }

    private static String text(String name) {
        return Checkout.text(Checkout.HOME.resolve(name));
    }
}
