package dev.taskwright.work.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Download;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Upload;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Space;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class MediaZipTest {
    @Test
    void everyFileOfASpaceIsInItsZip() throws IOException {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            WorkParts work = new WorkParts(data.db());
            Caller.Person owner = work.person("owner");
            Space space = work.workspace(owner, "W");
            assertThat(unzip(work.medias.downloadAll(owner, space.id()))).isEmpty();
            Media a = work.medias.upload(owner, space.id(), "a.txt", upload("first"));
            Media b = work.medias.upload(owner, space.id(), "b.md", upload("second"));
            Download zip = work.medias.downloadAll(owner, space.id());
            assertThat(zip.name()).isEqualTo("media-" + space.id() + ".zip");
            assertThat(unzip(zip))
                    .isEqualTo(Map.of(
                            a.id() + "/original",
                            "first",
                            a.id() + "/metadata.json",
                            "{\"id\":\"%s\",\"kind\":\"document\",\"name\":\"a.txt\",\"mimetype\":\"text/plain\",\"size\":5}"
                                    .formatted(a.id()),
                            b.id() + "/original",
                            "second",
                            b.id() + "/metadata.json",
                            "{\"id\":\"%s\",\"kind\":\"document\",\"name\":\"b.md\",\"mimetype\":\"text/markdown\",\"size\":6}"
                                    .formatted(b.id())));
        }
    }

    @Test
    void moreThanAHundredFilesAreRefused() {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            WorkParts work = new WorkParts(data.db());
            Caller.Person owner = work.person("owner");
            Space space = work.workspace(owner, "W");
            for (int i = 0; i < MediaZip.MOST_FILES; i++) {
                work.medias.upload(owner, space.id(), "a.txt", upload("x"));
            }
            work.medias.downloadAll(owner, space.id()).close();
            work.medias.upload(owner, space.id(), "a.txt", upload("x"));
            assertThatThrownBy(() -> work.medias.downloadAll(owner, space.id()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("more than 100 files");
        }
    }

    private static Upload upload(String text) {
        return new Upload(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null);
    }

    private static Map<String, String> unzip(Download download) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        download.content().write(bytes, 0, Long.MAX_VALUE);
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
