package dev.taskwright.platform.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The static files of the server, read once from the class path. Each is addressed by a name with a fingerprint of its
 * content, {@code /static/css/tokens.3f2a9c01b7.css}, so that a browser may keep it for good.
 */
public final class Assets {
    static final String PREFIX = "/static/";

    private final Map<String, Asset> byName = new HashMap<>();
    private final Map<String, Asset> byPath = new HashMap<>();

    private Assets() {}

    /** Reads every file that {@code static/files.txt} lists. */
    public static Assets load() {
        Assets assets = new Assets();
        try (BufferedReader list =
                new BufferedReader(new InputStreamReader(open("files.txt"), StandardCharsets.UTF_8))) {
            for (String name = list.readLine(); name != null; name = list.readLine()) {
                assets.add(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return assets;
    }

    private void add(String name) throws IOException {
        Asset asset = new Asset(name, open(name).readAllBytes());
        byName.put(name, asset);
        byPath.put(asset.path(), asset);
    }

    private static InputStream open(String name) {
        @Nullable InputStream in = Assets.class.getResourceAsStream(PREFIX + name);
        if (in == null) {
            throw new IllegalStateException("static file " + name + " is not on the class path");
        }
        return in;
    }

    /** The address of the file {@code name}; an unknown name is a mistake in a template. */
    public String path(String name) {
        @Nullable Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no static file " + name);
        }
        return asset.path();
    }

    /** The file at an address with the fingerprint of its present content. */
    Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The file at an address without a fingerprint or with one of an older version. */
    Optional<Asset> atStale(String path) {
        String name = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
        @Nullable Asset plain = byName.get(name);
        return Optional.ofNullable(
                plain != null ? plain : byName.get(name.replaceFirst("\\.[0-9a-f]{10}(\\.\\w+)$", "$1")));
    }
}
