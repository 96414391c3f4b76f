package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every room says on its door what it is for, and its tests live in the same room. */
class DoorPlatesTest {
    /**
     * Packages that exist only among the tests: the rules of the house, what tests share, and the attacks on the provider,
     * which go through all of its rooms at once.
     */
    private static final Set<String> TEST_ROOMS =
            Set.of(House.ROOT + ".house", House.ROOT + ".testkit", House.ROOT + ".oauth.security");

    @Test
    void everyPackageHasADoorPlate() {
        var offences = new TreeSet<String>();
        for (Path folder : folders(Source.MAIN)) {
            Path plate = folder.resolve("package-info.java");
            String text = Files.exists(plate) ? Checkout.text(plate) : "";
            String comment = text.contains("@NullMarked\n") ? text.substring(0, text.indexOf("@NullMarked")) : "";
            if (!comment.startsWith("/**") || comment.lines().count() > Sizes.DOOR_PLATE) {
                offences.add(Checkout.name(plate));
            }
        }
        assertThat(offences)
                .as("package-info.java missing, unmarked, without a comment or over %d lines", Sizes.DOOR_PLATE)
                .isEmpty();
    }

    @Test
    void everyTestSitsBesideWhatItTests() {
        Set<String> rooms = Source.MAIN.stream().map(Source::packageName).collect(Collectors.toSet());
        assertThat(Source.TESTS.stream()
                        .filter(test -> !rooms.contains(test.packageName()))
                        .filter(test -> !TEST_ROOMS.contains(test.packageName()))
                        .map(test -> Checkout.name(test.file())))
                .as("tests in no room of the server")
                .isEmpty();
    }

    @Test
    void aTestNamedAfterAClassIsInItsRoom() {
        var offences = new TreeSet<String>();
        for (Source test : Source.TESTS) {
            String subject = test.name().replaceFirst("Test$", "");
            List<String> homes = Source.MAIN.stream()
                    .filter(s -> s.name().equals(subject))
                    .map(Source::packageName)
                    .toList();
            if (test.name().endsWith("Test") && !homes.isEmpty() && !homes.contains(test.packageName())) {
                offences.add(Checkout.name(test.file()) + " belongs in " + homes);
            }
        }
        assertThat(offences).isEmpty();
    }

    /** Surefire runs {@code *Test}; a test class called otherwise would compile and never run. */
    @Test
    void everyClassWithTestsIsFoundBySurefire() {
        assertThat(Code.TESTS.stream()
                        .filter(t -> t.isTopLevelClass() && !t.getSimpleName().endsWith("Test"))
                        .filter(t -> t.getMethods().stream()
                                .anyMatch(m -> m.isAnnotatedWith(Test.class)
                                        || m.isMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable")))
                        .filter(t -> t.getAllSubclasses().isEmpty())
                        .map(Code::shortName))
                .isEmpty();
    }

    @Test
    void theAcceptanceModuleKnowsNoServerClass() {
        assertThat(Checkout.text(Checkout.HOME.resolve("acceptance/pom.xml"))).doesNotContain("taskwright-server");
    }

    private static Set<Path> folders(List<Source> sources) {
        return sources.stream().map(s -> s.file().getParent()).collect(Collectors.toCollection(TreeSet::new));
    }
}
