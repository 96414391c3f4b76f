package dev.taskwright.acceptance.harness;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Debian's Chromium, driven by Playwright. One for a test class; each visit has a profile of its own. */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium launch() {
        Playwright playwright = Playwright.create();
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable())
                                // Chromium refuses its sandbox to root, which is what runs tests in a container.
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"))));
    }

    private static Path executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chromium; apt-get install chromium"));
    }

    public Visit visit() {
        return visit(new Browser.NewContextOptions());
    }

    /** A visit that runs no script. */
    public Visit visitWithoutScripts() {
        return visit(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    public Visit visit(Browser.NewContextOptions options) {
        return new Visit(browser.newContext(options.setLocale("en-GB").setTimezoneId("UTC")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
