package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names say what a thing is; an interface has a reason; a catch clause knows what it catches. */
class NamesTest {
    private static final Set<String> EMPTY_WORDS =
            Set.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Abstract", "Dto", "Entity");

    /** The seams: interfaces that may have one implementation, because the inversion is the point. */
    private static final Set<String> SEAMS = Set.of("identity.access.BearerTokens", "platform.jobs.JobHandler");

    /**
     * Where any exception may be caught and not thrown on: at the doors of the house, where it is logged once and
     * answered, and around a transaction, which rolls back whatever went wrong and hands it to the one who asked.
     */
    private static final List<String> CATCH_ALL =
            List.of("doors", "platform.jobs", "platform.http", "platform.db", "app");

    /**
     * A native library may fail to load in any way; the JDK's own provider then serves. The JDK's picture readers throw
     * whatever they trip over; the picture then is none.
     */
    private static final Set<String> CATCHING = Set.of("CryptoProviders", "Picture");

    @Test
    void noTypeHasAnEmptyWordInItsName() {
        var offences = new TreeSet<String>();
        for (Source source : Source.MAIN) {
            if (!source.isPackageInfo() && words(source.name()).stream().anyMatch(EMPTY_WORDS::contains)) {
                offences.add(Checkout.name(source.file()));
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void wordsAreFoundInsideNames() {
        assertThat(words("TaskManagerImpl")).containsExactly("Task", "Manager", "Impl");
        assertThat(words("Database")).containsExactly("Database");
    }

    @Test
    void accessorsGoWithoutGet() {
        var getter = Pattern.compile("get[A-Z].*");
        var offences = new TreeSet<String>();
        for (Source source : Source.MAIN) {
            for (var method : source.methods()) {
                if (method.parameters() == 0
                        && !method.isOverride()
                        && getter.matcher(method.name()).matches()) {
                    offences.add(source.name() + "." + method.name());
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void packagesAreOneLowerCaseWord() {
        assertThat(House.rooms()).allSatisfy(room -> assertThat(room).matches("[a-z]+(\\.[a-z]+)?"));
    }

    @Test
    void noInterfaceHasOneImplementation() {
        var offences = new TreeSet<String>();
        for (JavaClass type : Code.MAIN) {
            if (type.isInterface()
                    && !type.isAnnotation()
                    && !type.isAnnotatedWith(FunctionalInterface.class)
                    && type.getAllSubclasses().stream()
                                    .filter(t -> !t.isInterface())
                                    .count()
                            == 1) {
                offences.add(Code.shortName(type));
            }
        }
        offences.removeAll(SEAMS);
        assertThat(offences).as("interfaces with exactly one implementation").isEmpty();
    }

    @Test
    void nobodyCatchesEverythingOutsideTheDoors() {
        var offences = new TreeSet<String>();
        for (Source source : Source.MAIN) {
            String room = source.packageName().substring(House.ROOT.length() + 1);
            boolean excused = CATCHING.contains(source.name())
                    || CATCH_ALL.stream().anyMatch(r -> room.equals(r) || room.startsWith(r + "."));
            if (!excused
                    && source.swallowed().stream()
                            .anyMatch(Set.of("Exception", "RuntimeException", "Throwable")::contains)) {
                offences.add(Checkout.name(source.file()));
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        // Spelt in halves, or this file would offend.
        var mark = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");
        var offences = new TreeSet<String>();
        for (String suffix : List.of(".java", ".jte", ".sql", ".js", ".css", ".md", ".xml")) {
            for (var folder : List.of("server/src", "acceptance/src", "docs")) {
                for (var file : Checkout.files(Checkout.HOME.resolve(folder), suffix)) {
                    if (mark.matcher(Checkout.text(file)).find()) {
                        offences.add(Checkout.name(file));
                    }
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void methodsOfTestsReadAsSentences() {
        var offences = new TreeSet<String>();
        for (List<Source> sources : List.of(Source.TESTS, Source.ACCEPTANCE)) {
            for (Source source : sources) {
                for (var method : source.methods()) {
                    String name = method.name();
                    if (source.name().endsWith("Test")
                            && (name.matches("(test|should)[A-Z_].*") || name.contains("_"))) {
                        offences.add(source.name() + "." + name);
                    }
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    /** Words of a camel-case name: {@code TaskStore} is Task, Store. */
    private static List<String> words(String name) {
        return List.of(name.split("(?<=[a-z0-9])(?=[A-Z])"));
    }
}
