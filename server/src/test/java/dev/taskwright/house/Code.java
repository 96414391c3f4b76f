package dev.taskwright.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.taskwright.base.Problem;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The compiled classes, read once: those of the server and those of its tests. */
final class Code {
    /** The server's own classes: no tests, no compiled templates. */
    static final JavaClasses MAIN = read(Problem.class);

    static final JavaClasses TESTS = read(Code.class);

    private Code() {}

    /** The outermost class around {@code type}: what has a file and a suffix. */
    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Code::outermost).orElse(type);
    }

    /** The class without the root package, for messages: {@code work.tasks.TaskStore}. */
    static String shortName(JavaClass type) {
        return type.getName().substring(House.ROOT.length() + 1);
    }

    private static JavaClasses read(Class<?> witness) {
        try {
            Path folder = Path.of(
                    witness.getProtectionDomain().getCodeSource().getLocation().toURI());
            return new ClassFileImporter().importPath(folder.resolve("dev"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
