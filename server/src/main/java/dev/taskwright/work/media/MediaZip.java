package dev.taskwright.work.media;

import dev.taskwright.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files in one ZIP: each in a folder of its id, as {@code metadata.json} and {@code original}. */
final class MediaZip {
    static final int MOST_FILES = 100;

    private final MediaFiles files;
    private final List<Media> all;

    MediaZip(MediaFiles files, List<Media> all) {
        this.files = files;
        this.all = all;
    }

    void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED); // most files are packed already
        for (Media media : all) {
            zip.putNextEntry(entry(media, "metadata.json"));
            zip.write(Json.text(facts(media)).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(entry(media, "original"));
            files.copyTo(media.key(), zip, 0, media.size());
            zip.closeEntry();
        }
        zip.finish();
    }

    private static ZipEntry entry(Media media, String name) {
        ZipEntry entry = new ZipEntry(media.id() + "/" + name);
        entry.setTime(media.addedAt().toEpochMilli());
        return entry;
    }

    private static Map<String, ?> facts(Media media) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", media.id().value());
        facts.put("kind", media.type().kind());
        facts.put("name", media.name());
        facts.put("mimetype", media.type().type());
        facts.put("size", media.size());
        return facts;
    }
}
