package dev.taskwright.work.bundles;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.JsonOutput;
import dev.taskwright.work.media.Media;
import dev.taskwright.work.media.Medias;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Space;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a space as a bundle, in the one transaction that it is called in. */
final class BundleExport {
    private static final String VERSION = "1.1";

    private final Projects projects;
    private final Medias medias;
    private final TreeWriter trees;
    private final BundleStore store;
    private final InstantSource clock;

    BundleExport(Projects projects, Medias medias, TreeWriter trees, BundleStore store, InstantSource clock) {
        this.projects = projects;
        this.medias = medias;
        this.trees = trees;
        this.store = store;
        this.clock = clock;
    }

    /** The envelope of the API with everything but files. */
    void writeJson(Tx tx, SpaceId space, OutputStream stream) {
        Json.write(stream, out -> {
            out.startObject().name("ok").truth(true);
            out.name("item").startObject();
            out.name("version").string("1");
            out.name("items").startObject();
            for (Project project : projects.everyIn(tx, space)) {
                Kind kind = kind(project);
                out.name(project.id().value()).startObject();
                out.name("type").string(kind.type());
                out.name(kind.idName()).string(project.id().value());
                trees.write(tx, project, out);
                out.endObject();
            }
            store.items(tx, space).forEach(item -> out.name(item.id()).plain(Json.parse(item.data())));
            out.endObject().endObject().endObject();
        });
    }

    /** An archive with everything. */
    void writeZip(Tx tx, Space space, OutputStream stream) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(stream);
        zip.setLevel(Deflater.BEST_SPEED);
        write(zip, "manifest.json", out -> out.plain(manifest(space)));
        for (Project project : projects.everyIn(tx, space.id())) {
            write(zip, kind(project).folder() + "/" + project.id() + ".json", out -> {
                out.startObject();
                trees.write(tx, project, out);
                out.endObject();
            });
        }
        for (BundleStore.Kept item : store.items(tx, space.id())) {
            write(zip, item);
        }
        for (Media media : medias.everyIn(tx, space.id())) {
            String folder = Kind.MEDIA.folder() + "/" + media.id() + "/";
            write(zip, folder + "metadata.json", out -> out.plain(facts(media)));
            zip.putNextEntry(new ZipEntry(folder + fileName(media)));
            medias.copyTo(media, zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static Kind kind(Project project) {
        return project.isTemplate() ? Kind.TEMPLATE : Kind.PROJECT;
    }

    /** What is written to one entry. */
    @FunctionalInterface
    private interface Content {
        void write(JsonOutput out);
    }

    private static void write(ZipOutputStream zip, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Json.write(zip, content::write);
        zip.closeEntry();
    }

    private static void write(ZipOutputStream zip, BundleStore.Kept item) throws IOException {
        Map<?, ?> whole = Json.parse(item.data()) instanceof Map<?, ?> map ? map : Map.of();
        String path = item.kind().folder() + "/" + item.id();
        if (item.kind() != Kind.APP) {
            write(zip, path + ".json", out -> out.plain(whole.get("template")));
            return;
        }
        AppFiles.each(whole.get("files"), path + "/", (name, contents) -> {
            try {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(contents.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Map<String, @Nullable Object> manifest(Space space) {
        Map<String, @Nullable Object> manifest = new LinkedHashMap<>();
        manifest.put("version", VERSION);
        manifest.put("exportedAt", clock.instant().toString());
        manifest.put("spaceId", space.id().value());
        manifest.put("spaceMetadata", Map.of("name", space.name()));
        manifest.put("name", space.name());
        return manifest;
    }

    private static Map<String, @Nullable Object> facts(Media media) {
        int dot = media.name().lastIndexOf('.');
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("ownerID", media.space().value());
        file.put("id", media.key());
        file.put("namespace", "space-files");
        file.put("extension", dot < 0 ? "" : media.name().substring(dot + 1));
        file.put("s3KeyOriginal", media.fileId());
        file.put("spaceID", media.space().value());
        file.put("size", media.size());
        file.put("mimetype", media.type().type());
        file.put("name", media.name());
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("kind", media.type().kind());
        facts.put("name", media.name());
        facts.put("description", "");
        facts.put("fileDesc", file);
        return facts;
    }

    /** A name that every unpacker takes; the true one is among the facts. */
    private static String fileName(Media media) {
        String name = media.name().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
        return name.equals("metadata.json") || List.of(".", "..").contains(name) ? "_" + name : name;
    }
}
