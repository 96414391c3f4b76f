package dev.taskwright.acceptance.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Visit;
import java.nio.file.Path;
import java.util.Locale;

/** How a page is looked at. With {@code -Dtaskwright.pictures} what is seen is also kept in {@code docs/images}. */
enum Look {
    LIGHT(1280, 800, ColorScheme.LIGHT),
    DARK(1280, 800, ColorScheme.DARK),
    PHONE(390, 844, ColorScheme.LIGHT);

    private static final Path PICTURES = Checkout.HOME.resolve("docs/images");

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    Browser.NewContextOptions options() {
        boolean isPhone = width < 500;
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setDeviceScaleFactor(isPhone ? 2 : 1)
                .setIsMobile(isPhone)
                .setHasTouch(isPhone);
    }

    /** Holds the page that is shown against what holds for all, and takes its picture. */
    void see(Visit visit, String name) {
        check(visit, name);
        if (System.getProperty("taskwright.pictures") != null) {
            Path file = PICTURES.resolve(name + "-" + name().toLowerCase(Locale.ROOT) + ".png");
            visit.page().screenshot(new Page.ScreenshotOptions().setPath(file));
        }
    }

    /** Every page is named as ours and fits its width. */
    void check(Visit visit, String name) {
        assertThat(visit.page().title()).as(name).endsWith(" · Taskwright");
        assertThat(visit.page()
                        .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(name + " fits its width")
                .isEqualTo(true);
    }
}
