package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Each library stays behind a suffix or in a room, so that changing it touches files that can be listed. */
class LibrariesTest {
    /**
     * A library and where it may be used.
     *
     * @param packages prefixes of its packages
     * @param suffixes classes that may use it wherever they stand
     * @param rooms rooms and storeys that may use it whatever the class is called
     */
    record Library(String name, List<String> packages, List<String> suffixes, List<String> rooms) {
        boolean isUsedBy(JavaClass type) {
            return type.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass().getBaseComponentType().getPackageName())
                    .anyMatch(this::holds);
        }

        boolean holds(String packageName) {
            return packages.stream().anyMatch(p -> packageName.equals(p) || packageName.startsWith(p + "."));
        }

        boolean admits(JavaClass type) {
            String name = Code.outermost(type).getSimpleName();
            String room = type.getPackageName().substring(House.ROOT.length() + 1);
            return suffixes.stream().anyMatch(name::endsWith)
                    || rooms.stream().anyMatch(r -> room.equals(r) || room.startsWith(r + "."));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Library> LIBRARIES = List.of(
            new Library(
                    "JDBI and JDBC",
                    List.of("org.jdbi", "java.sql", "javax.sql"),
                    List.of("Store"),
                    List.of("platform.db", "app")),
            new Library(
                    "Helidon",
                    List.of("io.helidon"),
                    List.of("Endpoint", "Pages"),
                    List.of("platform.http", "platform.html", "doors", "app")),
            new Library("JTE", List.of("gg.jte"), List.of("Pages"), List.of("platform.html")),
            new Library(
                    "Nimbus",
                    List.of("com.nimbusds"),
                    List.of(),
                    List.of("oauth", "platform.crypto", "identity.signin")),
            new Library("Jackson", List.of("tools.jackson"), List.of("Json"), List.of("platform.json")),
            new Library("Flyway", List.of("org.flywaydb"), List.of(), List.of("platform.db")),
            new Library("HikariCP", List.of("com.zaxxer.hikari"), List.of(), List.of("platform.db")),
            new Library("Bouncy Castle", List.of("org.bouncycastle"), List.of(), List.of("platform.crypto")),
            new Library("AWS SDK", List.of("software.amazon.awssdk"), List.of(), List.of("platform.blob")),
            new Library("Commonmark", List.of("org.commonmark"), List.of(), List.of("work.tree")),
            new Library("Micrometer", List.of("io.micrometer"), List.of(), List.of("platform.telemetry", "app")));

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void isUsedOnlyWhereItBelongs(Library library) {
        var offences = new TreeSet<String>();
        for (JavaClass type : Code.MAIN) {
            if (library.isUsedBy(type) && !library.admits(type)) {
                offences.add(Code.shortName(type));
            }
        }
        assertThat(offences).as(library + " outside its place").isEmpty();
    }

    /** A prefix with a typing error would forbid nothing and pass. */
    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void isUsedSomewhere(Library library) {
        assertThat(Code.MAIN.stream().filter(library::isUsedBy))
                .as("classes that use " + library)
                .isNotEmpty();
    }

    /** The suffix promises the library: a Store without SQL, an Endpoint or Pages without HTTP, is called otherwise. */
    @ParameterizedTest
    @CsvSource({"Store, JDBI and JDBC", "Endpoint, Helidon"})
    void theSuffixKeepsItsPromise(String suffix, String name) {
        Library library = LIBRARIES.stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<JavaClass> types = Code.MAIN.stream()
                .filter(t -> t.isTopLevelClass() && t.getSimpleName().endsWith(suffix))
                .toList();
        assertThat(types).as("classes called " + suffix).isNotEmpty();
        assertThat(types.stream().filter(t -> !library.isUsedBy(t)).map(Code::shortName))
                .as("classes called " + suffix + " without " + name)
                .isEmpty();
    }

    /** What opens connections, by the beginning of its name. */
    private static final List<String> CONNECTIONS = List.of(
            "java.net.Socket",
            "java.net.http.",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.net.DatagramSocket",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "javax.net.ssl.SSLSocket",
            "javax.net.ssl.HttpsURLConnection",
            "javax.naming.",
            "io.helidon.webclient.",
            "software.amazon.awssdk.http.",
            "com.nimbusds.jose.util.DefaultResourceRetriever",
            "com.nimbusds.jose.util.ResourceRetriever",
            "com.nimbusds.jose.jwk.source.");

    /**
     * Whom they may serve beside: what asks other machines, commands that reach their own server, trust in a file, and the
     * store of files, whose address is the operator's alone.
     */
    private static final List<String> CONNECTING =
            List.of("platform.outbound", "app.admin", "app.wiring.TrustFromFile", "platform.blob.BlobBucket");

    /** RFC 9700, S29: whoever makes this server ask somebody else does it where addresses are looked at first. */
    @Test
    void rfc9700S29OnlyOneRoomOpensConnections() {
        var connecting = new TreeSet<String>();
        for (JavaClass type : Code.MAIN) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getName();
                boolean isAddress = target.equals("java.net.SocketException") || target.startsWith("java.net.SocketA");
                if (!isAddress && CONNECTIONS.stream().anyMatch(target::startsWith)) {
                    connecting.add(Code.shortName(type));
                }
            }
        }
        assertThat(connecting).as("the ruler finds them").contains("platform.outbound.Outbound");
        assertThat(connecting.stream().filter(name -> CONNECTING.stream().noneMatch(name::startsWith)))
                .as("who else opens connections")
                .isEmpty();
    }

    @Test
    void storesAreHiddenInTheirRoom() {
        assertThat(Code.MAIN.stream()
                        .filter(t -> t.isTopLevelClass() && t.getSimpleName().endsWith("Store"))
                        .filter(t -> t.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(Code::shortName))
                .as("public stores")
                .isEmpty();
    }
}
