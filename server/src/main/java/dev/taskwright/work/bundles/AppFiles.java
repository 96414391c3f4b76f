package dev.taskwright.work.bundles;

import dev.taskwright.base.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of an app, in a bundle's two forms: paths with contents in an archive, in JSON
 * {@code {"name": {"file": {"contents": …}}}} and {@code {"name": {"directory": {…}}}}.
 */
final class AppFiles {
    private static final int MOST = 200;

    private final Map<String, Object> tree = new LinkedHashMap<>();
    private int count;

    void put(String path, String contents) {
        if (++count > MOST) {
            throw ProblemException.invalid("", "The bundle cannot be read: an app has more than " + MOST + " files");
        }
        Map<String, Object> folder = tree;
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            folder = inside(folder, parts[i]);
        }
        folder.put(parts[parts.length - 1], Map.of("file", Map.of("contents", contents)));
    }

    @SuppressWarnings("unchecked") // only this class fills the tree
    private static Map<String, Object> inside(Map<String, Object> folder, String name) {
        Object entry = folder.computeIfAbsent(name, missing -> Map.of("directory", new LinkedHashMap<>()));
        if (((Map<String, Object>) entry).get("directory") instanceof Map<?, ?> inner) {
            return (Map<String, Object>) inner;
        }
        throw ProblemException.invalid("", "The bundle cannot be read: " + name + " is a file and a folder");
    }

    Map<String, Object> tree() {
        return tree;
    }

    /** Hands over every file of a tree that came from outside, with its path; what is no file is left out. */
    static void each(@Nullable Object tree, String prefix, BiConsumer<String, String> taker) {
        if (tree instanceof Map<?, ?> folder) {
            folder.forEach((name, entry) -> {
                String path = prefix + name;
                if (entry instanceof Map<?, ?> it && it.get("directory") != null) {
                    each(it.get("directory"), path + "/", taker);
                } else if (entry instanceof Map<?, ?> it
                        && it.get("file") instanceof Map<?, ?> file
                        && file.get("contents") instanceof String contents) {
                    taker.accept(path, contents);
                }
            });
        }
    }
}
