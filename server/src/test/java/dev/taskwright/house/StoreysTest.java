package dev.taskwright.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What may import what, and that the rule is about something. */
class StoreysTest {
    /** Raised as the house grows, so that a rule reading an empty folder cannot pass. */
    private static final int FEWEST_CLASSES = 150;

    @Test
    void everyRoomImportsOnlyWhatThePlanAllows() {
        var offences = new TreeSet<String>();
        for (JavaClass type : Code.MAIN) {
            String from = House.roomOf(type.getPackageName()).orElse("");
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = House.roomOf(target.getPackageName()).orElse("");
                if (!from.isEmpty() && !to.isEmpty() && !House.mayImport(from, to)) {
                    offences.add(Code.shortName(type) + " uses " + Code.shortName(target));
                }
            }
        }
        assertThat(offences).as("imports against the plan").isEmpty();
    }

    @Test
    void everyPackageIsARoomOfThePlan() {
        assertThat(packages().stream().filter(name -> House.roomOf(name).isEmpty()))
                .as("packages that are not in House.STOREYS")
                .isEmpty();
    }

    @Test
    void noPackagesGoInACircle() {
        slices().matching(House.ROOT + ".(**)").should().beFreeOfCycles().check(Code.MAIN);
    }

    @Test
    void everyStoreyHasClasses() {
        assertThat(House.STOREYS.stream()
                        .filter(storey -> storey.rooms().stream().noneMatch(StoreysTest::isBuilt))
                        .map(House.Storey::name))
                .as("storeys without a class")
                .isEmpty();
    }

    @Test
    void everyRoomHasClassesOrIsNamedAsNotBuilt() {
        Set<String> empty =
                House.rooms().stream().filter(room -> !isBuilt(room)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(empty).isEqualTo(new TreeSet<>(House.NOT_BUILT_YET));
    }

    @Test
    void theHouseIsNotEmpty() {
        assertThat(Code.MAIN.size()).isGreaterThan(FEWEST_CLASSES);
    }

    @Test
    void theWingsAreStrangersAndNobodyLooksUp() {
        assertThat(House.mayImport("work.tasks", "oauth.tokens")).isFalse();
        assertThat(House.mayImport("oauth.tokens", "work.spaces")).isFalse();
        assertThat(House.mayImport("work.tasks", "identity.access")).isFalse();
        assertThat(House.mayImport("identity.users", "identity.sessions")).isFalse();
        assertThat(House.mayImport("doors.rest", "work.tasks")).isFalse();
        assertThat(House.mayImport("platform.json", "platform.config")).isFalse();
        assertThat(House.mayImport("base", "platform.db")).isFalse();
        assertThat(House.mayImport("doors.web", "app")).isFalse();
    }

    @Test
    void theStairsGoDown() {
        assertThat(House.mayImport("work.tasks", "work.projects")).isTrue();
        assertThat(House.mayImport("work.tasks", "identity.users")).isTrue();
        assertThat(House.mayImport("oauth.grants", "oauth.protocol")).isTrue();
        assertThat(House.mayImport("doors.rest", "identity.access")).isTrue();
        assertThat(House.mayImport("doors.web", "work.tasks")).isTrue();
        assertThat(House.mayImport("app", "doors.rest")).isTrue();
    }

    private static List<String> packages() {
        return Code.MAIN.stream().map(JavaClass::getPackageName).distinct().toList();
    }

    private static boolean isBuilt(String room) {
        return packages().contains(House.ROOT + "." + room);
    }
}
