package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an app asks, what a person answers, and what the app then hears. */
public final class Asking {
    public static final String STATE = "af0ifjsldkj";

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private Asking() {}

    /** A good request with some parameters replaced, or with an empty value left out. */
    public static String query(Client client, String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", client.id().value());
        parameters.put("redirect_uri", Provider.CALLBACK);
        parameters.put("response_type", "code");
        parameters.put("scope", "openid api1");
        parameters.put("state", STATE);
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return parameters.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public static String request(Client client, String... changes) {
        return "/oauth2/authorize?" + query(client, changes);
    }

    /** What was sent to the app in the query; fails when nothing was. */
    public static Fields sent(Shown shown) {
        return redirected(shown, "?");
    }

    /** The same in the fragment. */
    public static Fields sentInFragment(Shown shown) {
        return redirected(shown, "#");
    }

    private static Fields redirected(Shown shown, String separator) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(303);
        assertThat(shown.location()).startsWith(Provider.CALLBACK + separator);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        return QueryText.parse(shown.location().substring(Provider.CALLBACK.length() + 1));
    }

    /** What the page posts to the app; fails when it is no such page. */
    public static Fields posted(Shown page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("method=\"post\" action=\"" + Provider.CALLBACK + "\"");
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Matcher matcher = HIDDEN.matcher(page.body());
        while (matcher.find()) {
            fields.put(matcher.group(1), List.of(unescaped(matcher.group(2))));
        }
        return Fields.of(fields);
    }

    public static void assertError(Fields answer, String code) {
        assertThat(answer.text("error")).isEqualTo(code);
        assertThat(answer.text("error_description")).isNotEmpty();
        assertThat(answer.text("state")).isEqualTo(STATE);
        assertThat(answer.text("iss")).isEqualTo(Provider.ISSUER);
        assertThat(answer.names()).doesNotContain("code", "access_token", "id_token");
    }

    public static Shown allow(Browser browser, Shown page) {
        return browser.follow(decide(browser, page, "allow"));
    }

    public static Shown decide(Browser browser, Shown page, String decision) {
        return browser.post(
                "/oauth2/authorize/consent",
                "pending",
                hidden(page, "pending"),
                "scope",
                hidden(page, "scope"),
                "person",
                hidden(page, "person"),
                "decision",
                decision);
    }

    /** Answers the page that asks for an account. */
    public static Shown choose(Browser browser, Shown page, String decision) {
        return browser.post(
                "/oauth2/authorize/account",
                "pending",
                hidden(page, "pending"),
                "person",
                page.body().contains("name=\"person\"") ? hidden(page, "person") : "",
                "decision",
                decision);
    }

    public static String hidden(Shown page, String name) {
        String mark = "name=\"" + name + "\" value=\"";
        int at = page.body().indexOf(mark);
        assertThat(at).as(page.body()).isPositive();
        int from = at + mark.length();
        return page.body().substring(from, page.body().indexOf('"', from));
    }

    /** Where the sign-in page leads back to. */
    public static String returnTo(Shown toSignIn) {
        assertThat(toSignIn.location()).startsWith("/sign-in?return_to=");
        return QueryText.parse(toSignIn.location().substring("/sign-in?".length()))
                .text("return_to");
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
