package dev.taskwright.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Templates keep to what the content security policy allows and escape what they print. */
class TemplatesTest {
    private static final List<Path> TEMPLATES = Checkout.files(Checkout.TEMPLATES, ".jte");

    /** What a browser under our policy would refuse to run, or fetch from a stranger. */
    private static final Pattern REFUSED = Pattern.compile("(?i)<script(?![^>]*\\ssrc=)|<style[\\s>]|\\sstyle=|"
            + "\\son[a-z]+=\\s*\"|javascript:|hx-on|(?:src|href)=\"(?:https?:)?//");

    /** Templates that print HTML made elsewhere, with the reason. */
    private static final List<String> UNESCAPED = List.of();

    @Test
    void noTemplateHasInlineCodeOrAThirdParty() {
        assertThat(offending(REFUSED)).isEmpty();
    }

    @Test
    void whatIsPrintedIsEscaped() {
        var offences = offending(Pattern.compile("\\$unsafe\\{"));
        offences.removeAll(UNESCAPED);
        assertThat(offences).isEmpty();
    }

    @Test
    void everyFormCarriesItsToken() {
        var offences = new TreeSet<String>();
        var post = Pattern.compile("(?i)<form[^>]*method=\"post\"");
        for (Path template : TEMPLATES) {
            String text = Checkout.text(template);
            long forms = post.matcher(text).results().count();
            long tokens = Pattern.compile("(?i)csrf").matcher(text).results().count();
            if (forms > tokens) {
                offences.add(Checkout.name(template));
            }
        }
        assertThat(offences).as("templates with a form and no CSRF token").isEmpty();
    }

    @Test
    void everyTemplateLiesInTheFolderOfItsRoom() {
        assertThat(TEMPLATES).isNotEmpty();
        assertThat(TEMPLATES.stream().filter(t -> !isHome(t)).map(Checkout::name))
                .as("templates that mirror no room and are not layout")
                .isEmpty();
    }

    @Test
    void thePatternSeesWhatItRefuses() {
        assertThat("<script>alert(1)</script>").containsPattern(REFUSED);
        assertThat("<button onclick=\"x()\">").containsPattern(REFUSED);
        assertThat("<p style=\"color:red\">").containsPattern(REFUSED);
        assertThat("<script src=\"https://cdn.example/x.js\">").containsPattern(REFUSED);
        assertThat("<script src=\"${page.asset(\"htmx.js\")}\" defer></script>").doesNotContainPattern(REFUSED);
    }

    private static boolean isHome(Path template) {
        String folder =
                Checkout.TEMPLATES.relativize(template.getParent()).toString().replace('\\', '/');
        return folder.startsWith("layout") || House.rooms().contains(folder.replace('/', '.'));
    }

    private static Set<String> offending(Pattern pattern) {
        var offences = new TreeSet<String>();
        for (Path template : TEMPLATES) {
            if (pattern.matcher(Checkout.text(template)).find()) {
                offences.add(Checkout.name(template));
            }
        }
        return offences;
    }
}
