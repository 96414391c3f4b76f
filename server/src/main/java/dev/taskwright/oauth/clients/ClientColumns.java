package dev.taskwright.oauth.clients;

import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of an app is in the columns of {@code oauth_client}. Lists are words with a space between; the secrets come along as one text, of
 * each its digest, its end (0 for none) and its sealed form (- for none), with a comma between.
 */
final class ClientColumns {
    private ClientColumns() {}

    static Map<String, @Nullable Object> columns(Client client) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", client.id().value());
        columns.put("name", client.name());
        columns.put("kind", client.kind().word());
        columns.put("logo", client.metadata().display().logo());
        columns.put("uris", words(client.redirectUris(), RedirectUri::value));
        columns.put("allowed", client.allowedScopes().toString());
        columns.put("default", client.defaultScopes().toString());
        columns.put("grants", words(client.grants(), GrantType::word));
        columns.put("types", words(client.responseTypes(), ResponseType::name));
        columns.put("methods", words(client.authenticationMethods(), AuthenticationMethod::word));
        columns.put("refresh", client.refreshPolicy().word());
        columns.put("refreshOpen", client.permissions().refreshesWithoutSecret() ? 1 : 0);
        columns.put("metadata", ClientMetadataJson.text(client.metadata()));
        return columns;
    }

    static ClientSecret secret(String columns) {
        String[] values = columns.split(",", 3);
        long expires = Long.parseLong(values[1]);
        return new ClientSecret(
                values[0],
                values[2].equals("-") ? null : values[2],
                expires == 0 ? null : Instant.ofEpochMilli(expires));
    }

    private static <T> String words(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).collect(Collectors.joining(" "));
    }

    static <T> List<T> list(String words, Function<String, T> value) {
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split(" ", -1)).map(value).toList();
    }
}
