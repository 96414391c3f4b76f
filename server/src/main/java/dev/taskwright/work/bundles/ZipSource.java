package dev.taskwright.work.bundles;

import static dev.taskwright.platform.json.Shapes.open;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.blob.Spooled;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Unknown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that is a ZIP: {@code manifest.json} and a folder for each kind of item, or {@code bundle.json} alone. Nothing of it
 * is ever written under a name of its own, but names that would lead out of a folder are refused all the same.
 */
final class ZipSource implements BundleSource {
    private static final String MANIFEST = "manifest.json";
    private static final String BUNDLE = "bundle.json";
    private static final String JSON = ".json";
    private static final int MOST_ENTRIES = 20_000;
    private static final Set<String> VERSIONS = Set.of("1.0", "1.1");

    private final Spooled archive;

    ZipSource(Spooled archive) {
        this.archive = archive;
    }

    @Override
    public String read(Consumer<BundleItem> taker) throws IOException {
        try (ZipFile zip = new ZipFile(archive.file().toFile())) {
            Map<String, ZipEntry> entries = entries(zip);
            Inflation inflation = new Inflation(zip);
            ZipEntry whole = entries.get(BUNDLE);
            if (whole != null) {
                return new JsonSource(() -> inflation.json(whole), false).read(taker);
            }
            ZipEntry manifest = Optional.ofNullable(entries.get(MANIFEST))
                    .orElseThrow(() -> broken("it has neither manifest.json nor bundle.json"));
            String name = name(inflation, manifest);
            readItems(entries, inflation, taker);
            readApps(entries, inflation, taker);
            readFiles(entries, inflation, taker);
            return name;
        } catch (ZipException e) {
            throw broken("the archive is damaged: " + e.getMessage());
        }
    }

    private static Map<String, ZipEntry> entries(ZipFile zip) {
        if (zip.size() > MOST_ENTRIES) {
            throw broken("it has more than " + MOST_ENTRIES + " entries");
        }
        Map<String, ZipEntry> entries = new TreeMap<>();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            requireHarmless(entry.getName());
            if (entries.put(entry.getName(), entry) != null) {
                throw broken("it has two entries called " + entry.getName());
            }
        });
        return entries;
    }

    private static void requireHarmless(String name) {
        boolean leadsOut = name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || Stream.of(name.split("/", -1)).anyMatch(part -> part.equals("..") || part.equals("."));
        if (leadsOut || name.chars().anyMatch(Character::isISOControl)) {
            throw broken("an entry has a name that leads out of the archive");
        }
    }

    private static String name(Inflation inflation, ZipEntry manifest) throws IOException {
        Map<String, @Nullable Object> about = object(inflation, manifest);
        if (!(about.get("version") instanceof String version) || !VERSIONS.contains(version)) {
            throw ProblemException.invalid("", "manifest.json/version: must be 1.0 or 1.1");
        }
        if (about.get("name") instanceof String name && !name.isBlank()) {
            return name;
        }
        return about.get("spaceMetadata") instanceof Map<?, ?> space && space.get("name") instanceof String name
                ? name
                : "";
    }

    private static void readItems(Map<String, ZipEntry> entries, Inflation inflation, Consumer<BundleItem> taker)
            throws IOException {
        ItemReader reader = new ItemReader(new TreeReader());
        for (Kind kind : List.of(Kind.PROJECT, Kind.TEMPLATE, Kind.AGENT, Kind.FLOW, Kind.APP)) {
            String folder = kind.folder() + "/";
            for (ZipEntry entry : entries.values()) {
                String name = entry.getName();
                boolean isItem =
                        name.startsWith(folder) && name.endsWith(JSON) && name.indexOf('/', folder.length()) < 0;
                if (isItem) {
                    String id = name.substring(folder.length(), name.length() - JSON.length());
                    try (InputStream in = inflation.json(entry)) {
                        Map<String, @Nullable Object> whole = Json.read(reader.shape(), in, Unknown.SKIPPED);
                        taker.accept(reader.of(id, kind, JsonSource.wrapped(kind, whole), name));
                    } catch (ProblemException e) {
                        throw inEntry(name, e);
                    }
                }
            }
        }
    }

    private static void readApps(Map<String, ZipEntry> entries, Inflation inflation, Consumer<BundleItem> taker)
            throws IOException {
        Map<String, AppFiles> apps = new TreeMap<>();
        for (ZipEntry entry : entries.values()) {
            String[] parts = entry.getName().split("/", 3);
            if (parts.length == 3 && parts[0].equals(Kind.APP.folder())) {
                try (InputStream in = inflation.text(entry)) {
                    byte[] bytes = in.readAllBytes();
                    apps.computeIfAbsent(parts[1], id -> new AppFiles())
                            .put(parts[2], new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
        apps.forEach((id, files) -> taker.accept(new BundleItem.Other(
                id, Kind.APP, Map.of("type", Kind.APP.type(), "appId", id, "files", files.tree()))));
    }

    private static void readFiles(Map<String, ZipEntry> entries, Inflation inflation, Consumer<BundleItem> taker)
            throws IOException {
        Set<String> seen = new HashSet<>();
        for (ZipEntry entry : entries.values()) {
            String[] parts = entry.getName().split("/", 3);
            boolean isBytes =
                    parts.length == 3 && parts[0].equals(Kind.MEDIA.folder()) && !parts[2].equals("metadata.json");
            if (isBytes) {
                if (!seen.add(parts[1])) {
                    throw broken("media/" + parts[1] + " has two files");
                }
                ZipEntry about = entries.get("media/" + parts[1] + "/metadata.json");
                String name =
                        about != null && object(inflation, about).get("name") instanceof String said ? said : parts[2];
                taker.accept(new BundleItem.File(parts[1], name, () -> inflation.bytes(entry)));
            }
        }
    }

    private static Map<String, @Nullable Object> object(Inflation inflation, ZipEntry entry) throws IOException {
        try (InputStream in = inflation.text(entry)) {
            return Json.read(open(Map.of()), in, Unknown.SKIPPED);
        } catch (ProblemException e) {
            throw inEntry(entry.getName(), e);
        }
    }

    private static ProblemException inEntry(String name, ProblemException e) {
        return e.problem() instanceof Problem.Invalid(String pointer, String message) && !pointer.startsWith(name)
                ? ProblemException.invalid(name + pointer, message)
                : e;
    }

    static ProblemException broken(String why) {
        return ProblemException.invalid("", "The bundle cannot be read: " + why);
    }
}
