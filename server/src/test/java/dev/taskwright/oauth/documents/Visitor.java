package dev.taskwright.oauth.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.AppSite;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An app that describes itself, and a person whom it sends here. */
final class Visitor {
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final String id;
    private final Browser browser;

    Visitor(String id, Browser browser) {
        this.id = id;
        this.browser = browser;
    }

    Shown ask(String... changes) {
        return browser.get("/oauth2/authorize?" + encoded(request(changes)));
    }

    Shown push(String... changes) {
        return browser.another().postRaw("/oauth2/par", encoded(request(changes)));
    }

    private Map<String, String> request(String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", id);
        parameters.put("redirect_uri", AppSite.CALLBACK);
        parameters.put("response_type", "code");
        parameters.put("scope", "openid api1 offline_access");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return parameters;
    }

    /** Asks, and has the person allow it; the code. */
    String allowed(String... changes) {
        Shown page = ask(changes);
        return code(page.status() == 200 ? browser.follow(decide(browser, page)) : page);
    }

    static Shown decide(Browser browser, Shown page) {
        return browser.post(
                "/oauth2/authorize/consent",
                "pending",
                hidden(page, "pending"),
                "scope",
                hidden(page, "scope"),
                "person",
                hidden(page, "person"),
                "decision",
                "allow");
    }

    static String code(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(303);
        String code = QueryText.parse(
                        shown.location().substring(shown.location().indexOf('?') + 1))
                .text("code");
        assertThat(code).as(shown.location()).isNotEmpty();
        return code;
    }

    Shown redeem(String code, String... more) {
        return token("authorization_code", code, more);
    }

    Shown refresh(String token, String... more) {
        return token("refresh_token", token, more);
    }

    private Shown token(String grant, String value, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", id);
        form.put("grant_type", grant);
        if (grant.equals("refresh_token")) {
            form.put("refresh_token", value);
        } else {
            form.put("code", value);
            form.put("redirect_uri", AppSite.CALLBACK);
            form.put("code_verifier", VERIFIER);
        }
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return browser.another().postRaw("/oauth2/token", encoded(form));
    }

    static Map<?, ?> json(Shown shown) {
        return (Map<?, ?>) Json.parse(shown.body());
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String hidden(Shown page, String name) {
        String mark = "name=\"" + name + "\" value=\"";
        int from = page.body().indexOf(mark) + mark.length();
        assertThat(page.body()).contains(mark);
        return page.body().substring(from, page.body().indexOf('"', from));
    }
}
