package dev.taskwright.platform.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.WebParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private static final Path FOLDER = Path.of("src/main/resources/static");

    private final Assets assets = Assets.load();
    private final Browser browser = new WebParts().browser();

    @Test
    void aFileIsKeptForGoodUnderItsFingerprint() {
        var file = browser.get(assets.path("css/tokens.css"));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(file.body()).contains("--accent");
    }

    @Test
    void anOlderFingerprintGivesThePresentFileForNow() {
        var file = browser.get("/static/css/tokens.0123456789.css");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(browser.with("If-None-Match", file.header("ETag"))
                        .get("/static/css/tokens.0123456789.css")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void nothingElseIsServed() {
        for (String path : List.of("/static/", "/static/files.txt", "/static/..%2fdb/common", "/static/vendor")) {
            assertThat(browser.get(path).status()).as(path).isIn(400, 404);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> assets.path("css/nothing.css"));
    }

    @Test
    void whatCompressesIsCompressed() {
        assertThat(browser.with("Accept-Encoding", "gzip")
                        .get(assets.path("vendor/htmx.min.js"))
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
    }

    @Test
    void theListNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> FOLDER.relativize(file).toString())
                            .filter(name -> !List.of("files.txt", "vendor/SHA256SUMS", "vendor/SOURCES.md")
                                    .contains(name))
                            .sorted())
                    .isEqualTo(Files.readAllLines(FOLDER.resolve("files.txt")));
        }
    }

    @Test
    void filesOfOthersAreAsTheyWerePublished() throws IOException, NoSuchAlgorithmException {
        Path vendor = FOLDER.resolve("vendor");
        List<String> sums = Files.readAllLines(vendor.resolve("SHA256SUMS"));
        for (String line : sums) {
            String[] parts = line.split("  ", 2);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(vendor.resolve(parts[1])));
            assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
        }
        try (Stream<Path> files = Files.list(vendor)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".js")))
                    .hasSameSizeAs(sums);
        }
    }
}
