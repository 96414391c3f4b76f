package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Calls that would make the server depend on what it was not given: the clock, chance, the console. */
class CallsTest {
    /**
     * A member nobody calls.
     *
     * @param member owner and name, as {@code java.time.Instant.now}
     * @param rooms where it may be called all the same
     */
    record Ban(String member, List<String> rooms, String instead) {}

    private static final String REDIRECT = "303: what was posted here is nobody else's (RFC 9700, 4.12)";

    private static final List<Ban> BANS = List.of(
            new Ban("java.time.Instant.now", List.of("app"), "take an InstantSource"),
            new Ban("java.time.LocalDate.now", List.of("app"), "take an InstantSource"),
            new Ban("java.time.LocalDateTime.now", List.of("app"), "take an InstantSource"),
            new Ban("java.time.OffsetDateTime.now", List.of("app"), "take an InstantSource"),
            new Ban("java.time.ZonedDateTime.now", List.of("app"), "take an InstantSource"),
            new Ban("java.time.InstantSource.system", List.of("app"), "take an InstantSource"),
            new Ban("java.time.Clock.systemUTC", List.of("app"), "take an InstantSource"),
            new Ban("java.time.Clock.systemDefaultZone", List.of("app"), "take an InstantSource"),
            new Ban("java.lang.System.currentTimeMillis", List.of("app"), "take an InstantSource"),
            new Ban("java.util.Date.<init>", List.of("oauth", "platform"), "use Instant"),
            new Ban("java.util.Random.<init>", List.of(), "take platform.crypto.RandomTokens"),
            new Ban("java.lang.Math.random", List.of(), "take platform.crypto.RandomTokens"),
            new Ban("java.util.UUID.randomUUID", List.of(), "take platform.crypto.RandomTokens"),
            new Ban("java.util.concurrent.ThreadLocalRandom.current", List.of(), "take platform.crypto.RandomTokens"),
            new Ban("java.security.SecureRandom.<init>", List.of("platform.crypto", "app"), "take RandomTokens"),
            new Ban("java.lang.System.out", List.of("app"), "answer, or log"),
            new Ban("java.lang.System.err", List.of("app"), "answer, or log"),
            new Ban("java.lang.System.exit", List.of("app"), "throw; Main chooses the exit code"),
            new Ban("java.lang.System.getenv", List.of("app"), "take it from platform.config"),
            new Ban("java.lang.Throwable.printStackTrace", List.of(), "log it at the door"),
            new Ban("java.lang.Thread.sleep", List.of(), "wait on what you wait for"),
            new Ban("java.net.URL.openStream", List.of(), "ask through platform.outbound"),
            new Ban("java.net.URL.openConnection", List.of(), "ask through platform.outbound"),
            new Ban("io.helidon.http.Status.TEMPORARY_REDIRECT_307", List.of(), REDIRECT),
            new Ban("io.helidon.http.Status.PERMANENT_REDIRECT_308", List.of(), REDIRECT),
            new Ban("io.helidon.http.Status.FOUND_302", List.of(), REDIRECT),
            new Ban("io.helidon.http.Status.MOVED_PERMANENTLY_301", List.of(), REDIRECT));

    /** {@code javax.sql.DataSource} answers a logger of java.util.logging; {@code app} leads that log into ours. */
    private static final Set<String> EXCUSED = Set.of("platform.db.OneConnection", "app.Logs");

    @Test
    void nobodyCallsWhatIsBanned() {
        var offences = new TreeSet<String>();
        for (Ban ban : BANS) {
            for (JavaClass type : Code.MAIN) {
                String room = type.getPackageName().substring(House.ROOT.length() + 1);
                boolean excused = ban.rooms().stream().anyMatch(r -> room.equals(r) || room.startsWith(r + "."));
                if (!excused && calls(type).contains(ban.member())) {
                    offences.add("%s calls %s: %s".formatted(Code.shortName(type), ban.member(), ban.instead()));
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    /** Each banned member exists: a misspelt one would forbid nothing. */
    @Test
    void everyBannedMemberExists() {
        assertThat(BANS).allSatisfy(ban -> {
            int dot = ban.member().lastIndexOf('.');
            Class<?> owner = Class.forName(ban.member().substring(0, dot));
            String name = ban.member().substring(dot + 1);
            var names = new ArrayList<String>(List.of("<init>"));
            List.of(owner.getMethods()).forEach(m -> names.add(m.getName()));
            List.of(owner.getFields()).forEach(f -> names.add(f.getName()));
            assertThat(names).contains(name);
        });
    }

    @Test
    void testsDoNotSleep() {
        assertThat(callersOf("java.lang.Thread.sleep", Code.TESTS)).isEmpty();
    }

    @Test
    void theClockIsReadInTheWiring() {
        assertThat(callersOf("java.time.InstantSource.system", Code.MAIN)).isNotEmpty();
    }

    @Test
    void noStaticFieldChanges() {
        assertThat(Code.MAIN.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
                        .filter(f -> !f.getModifiers().contains(JavaModifier.FINAL))
                        .filter(f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .map(JavaField::getFullName))
                .as("static fields that can change")
                .isEmpty();
    }

    /** Two nulls, two loggers: what compiles beside the chosen one and then behaves otherwise. */
    @Test
    void noRivalLibrariesAreUsed() {
        var rivals = List.of(
                "java.util.logging",
                "org.jetbrains.annotations",
                "jakarta.annotation",
                "javax.annotation",
                "org.checkerframework",
                "com.fasterxml.jackson.databind",
                "org.junit.Test",
                "org.hamcrest");
        var offences = new TreeSet<String>();
        for (JavaClasses classes : List.of(Code.MAIN, Code.TESTS)) {
            for (JavaClass type : classes) {
                for (var dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getName();
                    if (rivals.stream().anyMatch(target::startsWith) && !EXCUSED.contains(Code.shortName(type))) {
                        offences.add(Code.shortName(type) + " uses " + target);
                    }
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    private static Set<String> callersOf(String member, JavaClasses classes) {
        var callers = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (calls(type).contains(member)) {
                callers.add(Code.shortName(type));
            }
        }
        return callers;
    }

    private static Set<String> calls(JavaClass type) {
        var calls = new TreeSet<String>();
        for (var access : type.getAccessesFromSelf()) {
            calls.add(
                    access.getTargetOwner().getName() + "." + access.getTarget().getName());
        }
        return calls;
    }
}
