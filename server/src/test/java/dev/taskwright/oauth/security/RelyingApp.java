package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientProof;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An app, as it talks to the whole server: what it sends people here with, and what it asks for itself. */
final class RelyingApp {
    static final String STATE = "af0ifjsldkj";
    static final String VERIFIER = "v".repeat(64);
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"");

    final WholeServer server;
    final AddedApp added;
    final Browser itself;

    RelyingApp(WholeServer server, AddedApp added) {
        this.server = server;
        this.added = added;
        this.itself = server.browser();
    }

    static RelyingApp of(WholeServer server, User owner, Map<String, ?> members) {
        return new RelyingApp(server, server.app(owner, members));
    }

    /** One that this server knows by its id alone, and that sends no secret. */
    static RelyingApp called(WholeServer server, String id) {
        Client client = new Client(
                new ClientId(id),
                ClientKind.SPA,
                null,
                server.clock.instant(),
                new Permissions(
                        List.of(), ScopeSet.EMPTY, ScopeSet.EMPTY, Set.of(), Set.of(), RefreshPolicy.ROTATE, false),
                new ClientProof(Set.of(AuthenticationMethod.NONE), List.of()),
                ClientMetadata.named(id));
        return new RelyingApp(server, new AddedApp(client, null));
    }

    String id() {
        return added.client().id().value();
    }

    /** The path a person is sent to: a good request, some parameters replaced, those with an empty value left out. */
    String request(String... changes) {
        return "/oauth2/authorize?" + query(changes);
    }

    String query(String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", id());
        parameters.put("redirect_uri", WholeServer.CALLBACK);
        parameters.put("response_type", "code");
        parameters.put("scope", "openid profile email api1 offline_access");
        parameters.put("state", STATE);
        parameters.put("nonce", "n-0S6_WzA2Mj");
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        parameters.values().removeIf(String::isEmpty);
        return encoded(parameters);
    }

    /** Sends the person here and has them allow it; what the app hears is in the last answer. */
    Shown allowed(Browser person, String... changes) {
        Shown shown = person.get(request(changes));
        return shown.status() == 200 && shown.body().contains("id=\"allow\"") ? decide(person, shown, "allow") : shown;
    }

    /** Presses a button of the page's form, and follows to where it leads on this server. */
    static Shown decide(Browser person, Shown page, String decision) {
        Shown decided = press(person, page, decision);
        return decided.location().startsWith("/") ? person.follow(decided) : decided;
    }

    /** The same, without following. */
    static Shown press(Browser person, Shown page, String decision) {
        Matcher action = ACTION.matcher(page.body());
        assertThat(action.find()).as(page.body()).isTrue();
        Map<String, String> fields = hidden(page);
        fields.put("decision", decision);
        return person.postRaw(unescaped(action.group(1)), encoded(fields));
    }

    static Map<String, String> hidden(Shown page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher found = HIDDEN.matcher(page.body());
        while (found.find()) {
            fields.put(unescaped(found.group(1)), unescaped(found.group(2)));
        }
        return fields;
    }

    /** What the app reads from the address it is called back at. */
    static Fields heard(Shown shown) {
        assertThat(shown.location()).as(shown.body()).startsWith(WholeServer.CALLBACK);
        return QueryText.parse(shown.location().substring(WholeServer.CALLBACK.length() + 1));
    }

    /** The same wherever it stands: query, fragment, or a form that the page posts. */
    static Map<String, String> answer(Shown shown) {
        if (shown.status() == 200) {
            assertThat(shown.body()).contains("method=\"post\" action=\"" + WholeServer.CALLBACK + "\"");
            return hidden(shown);
        }
        Fields heard = heard(shown);
        Map<String, String> answer = new LinkedHashMap<>();
        heard.names().forEach(name -> answer.put(name, heard.text(name)));
        return answer;
    }

    String code(Browser person, String... changes) {
        String code = heard(allowed(person, changes)).text("code");
        assertThat(code).isNotEmpty();
        return code;
    }

    /** Posts a form with the app's own credentials. */
    Shown post(String path, String... form) {
        Map<String, String> fields = credentials();
        for (int i = 0; i < form.length; i += 2) {
            fields.put(form[i], form[i + 1]);
        }
        return itself.postRaw(path, encoded(fields));
    }

    Map<String, String> credentials() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client_id", id());
        String secret = added.secret();
        if (secret != null) {
            fields.put("client_secret", secret);
        }
        return fields;
    }

    Shown redeem(String code, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", WholeServer.CALLBACK);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return post("/oauth2/token", flat(form));
    }

    Shown refresh(String token) {
        return post("/oauth2/token", "grant_type", "refresh_token", "refresh_token", token);
    }

    /** Signed in, allowed, exchanged. */
    Map<String, Object> tokens(Browser person, String... changes) {
        return json(redeem(code(person, changes)));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isBetween(200, 201);
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String[] flat(Map<String, String> fields) {
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
