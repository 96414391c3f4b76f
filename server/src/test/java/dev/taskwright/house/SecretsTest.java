package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nothing in the repository looks like a live secret. */
class SecretsTest {
    private static final Pattern SECRET = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s*[A-Za-z0-9+/=]{32}"
            + "|\\bAKIA[0-9A-Z]{16}\\b"
            + "|\\bgh[pousr]_[A-Za-z0-9]{36}\\b"
            + "|\\bglpat-[A-Za-z0-9_-]{20}\\b"
            + "|\\bxox[abprs]-[A-Za-z0-9-]{20,}"
            + "|\\bsk-[A-Za-z0-9_-]{32,}"
            + "|\\btwp_[A-Za-z0-9]{38}\\b"
            + "|\\beyJ[A-Za-z0-9_-]{20,}\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}");

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", "node_modules");

    @Test
    void noFileHoldsASecret() throws IOException {
        var offences = new TreeSet<String>();
        Files.walkFileTree(Checkout.HOME, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (SECRET.matcher(text).find()) {
                    offences.add(Checkout.name(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(offences).isEmpty();
    }

    @Test
    void theScanKnowsASecret() {
        // In halves, or this file would offend.
        assertThat("tw" + "p_" + "a".repeat(38)).containsPattern(SECRET);
        assertThat("AKI" + "A" + "ABCDEFGHIJKLMNOP").containsPattern(SECRET);
        assertThat("-----BEGIN EC PRIVATE " + "KEY-----\n" + "A".repeat(64)).containsPattern(SECRET);
    }
}
