package dev.taskwright.doors.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The document and the contract that we share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private static final Path API = Path.of("").toAbsolutePath().getParent().resolve("api");
    /** What a newer server of the same contract adds to a list. */
    private static final Set<String> ADDED = Set.of("hasMore", "nextCursor", "item.completed", "items[].completed");

    private final String served;
    private final Map<?, ?> document;
    private final Map<?, ?> contract;

    ContractTest() throws IOException {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            served = ReferencePages.document(new WorkParts(data.db()).operations, "/api/v1");
        }
        document = (Map<?, ?>) Json.parse(served);
        contract = (Map<?, ?>) Json.parse(Files.readString(API.resolve("contract-v1.json")));
    }

    @Test
    void everyOperationIsInTheContractOrMarkedAsOurs() {
        Set<Object> known = operations().stream().map(o -> o.get("id")).collect(Collectors.toSet());
        List<String> unmarked = new ArrayList<>();
        map(document, "paths")
                .forEach((path, methods) -> ((Map<?, ?>) methods).forEach((method, operation) -> {
                    boolean isOurs = Boolean.TRUE.equals(((Map<?, ?>) operation).get("x-taskwright"));
                    if (isOurs == known.contains(((Map<?, ?>) operation).get("operationId"))) {
                        unmarked.add(method + " " + path);
                    }
                }));
        assertThat(unmarked).isEmpty();
    }

    @Test
    void everyOperationServedKeepsTheContract() {
        Set<String> mistakes = new TreeSet<>();
        int compared = 0;
        for (Map<?, ?> agreed : operations()) {
            Map<?, ?> methods =
                    map(document, "paths").get(agreed.get("path")) instanceof Map<?, ?> found ? found : Map.of();
            if (methods.get(agreed.get("method").toString().toLowerCase(Locale.ROOT)) instanceof Map<?, ?> ours
                    && ours.get("operationId").equals(agreed.get("id"))) {
                compared++;
                parameters(agreed, ours, mistakes);
                body(agreed, ours, mistakes);
                answer(agreed, ours, mistakes);
            }
        }
        assertThat(mistakes).isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(30);
    }

    private void parameters(Map<?, ?> agreed, Map<?, ?> ours, Set<String> mistakes) {
        Map<String, Map<?, ?>> mine = byName(ours);
        byName(agreed).forEach((name, parameter) -> {
            Map<?, ?> own = mine.remove(name);
            if (own == null || !own.get("required").equals(parameter.get("required"))) {
                mistakes.add(agreed.get("id") + " " + name + ": missing, or not as required as agreed");
                return;
            }
            compare(
                    agreed.get("id") + " " + name,
                    facts(parameter.get("schema"), contract),
                    facts(own.get("schema"), document),
                    false,
                    mistakes);
        });
        mine.keySet().forEach(name -> mistakes.add(agreed.get("id") + " " + name + ": not in the contract"));
    }

    private void body(Map<?, ?> agreed, Map<?, ?> ours, Set<String> mistakes) {
        Map<String, Facts> theirs =
                agreed.get("body") instanceof Map<?, ?> body ? facts(body.get("application/json"), contract) : Map.of();
        Map<String, Facts> own = ours.get("requestBody") instanceof Map<?, ?> body && isJson(body)
                ? facts(schema(body), document)
                : Map.of();
        compare(agreed.get("id") + " body", theirs, own, false, mistakes);
        own.forEach((path, facts) -> {
            if (facts.required()
                    && (!theirs.containsKey(path) || !theirs.get(path).required())) {
                mistakes.add(agreed.get("id") + " body " + path + ": required by us alone");
            }
        });
    }

    private void answer(Map<?, ?> agreed, Map<?, ?> ours, Set<String> mistakes) {
        if (map(agreed, "answer").isEmpty()) {
            if (isJson(map(map(ours, "responses"), "200"))) {
                mistakes.add(agreed.get("id") + " answer: JSON instead of a file");
            }
            return;
        }
        Map<String, Facts> theirs = facts(map(agreed, "answer").get("application/json"), contract);
        Map<String, Facts> own = facts(schema(map(map(ours, "responses"), "200")), document);
        compare(agreed.get("id") + " answer", theirs, own, true, mistakes);
        own.keySet().stream()
                .filter(path -> !theirs.containsKey(path) && !ADDED.contains(path))
                .forEach(path -> mistakes.add(agreed.get("id") + " answer " + path + ": not in the contract"));
        theirs.forEach((path, facts) -> {
            if (facts.required() && (!own.containsKey(path) || !own.get(path).required())) {
                mistakes.add(agreed.get("id") + " answer " + path + ": not always there");
            }
        });
    }

    /** @param isAnswer whether ours may say less than is agreed, instead of taking more */
    private static void compare(
            String where, Map<String, Facts> agreed, Map<String, Facts> ours, boolean isAnswer, Set<String> mistakes) {
        agreed.forEach((path, facts) -> {
            Facts own = ours.get(path);
            if (own == null) {
                mistakes.add(where + " " + path + ": missing");
                return;
            }
            Set<String> wide = new TreeSet<>(isAnswer ? facts.types() : own.types());
            Set<String> narrow = new TreeSet<>(isAnswer ? own.types() : facts.types());
            wide.addAll(wide.contains("number") || wide.contains("integer") ? Set.of("number", "integer") : Set.of());
            if (!wide.containsAll(narrow)) {
                mistakes.add(where + " " + path + ": type " + own.types() + " instead of " + facts.types());
            }
            boolean isNarrower = own.options() != null && !covers(own.options(), facts.options());
            boolean isWider = facts.options() != null && !covers(facts.options(), own.options());
            if (isAnswer ? isWider : isNarrower) {
                mistakes.add(where + " " + path + ": words " + own.options() + " instead of " + facts.options());
            }
            facts.limits().forEach((limit, value) -> {
                boolean isSame = value.equals(own.limits().get(limit));
                if (!isSame && !isAnswer) {
                    mistakes.add(where + " " + path + ": " + limit + " "
                            + own.limits().get(limit) + " instead of " + value);
                }
            });
        });
    }

    private static boolean covers(Set<Object> options, @Nullable Set<Object> others) {
        return others != null && options.containsAll(others);
    }

    private List<Map<?, ?>> operations() {
        List<Map<?, ?>> all = new ArrayList<>();
        ((List<?>) contract.get("operations")).forEach(operation -> all.add((Map<?, ?>) operation));
        return all;
    }

    private static Map<String, Map<?, ?>> byName(Map<?, ?> operation) {
        List<?> parameters = operation.get("parameters") instanceof List<?> list ? list : List.of();
        return parameters.stream()
                .map(parameter -> (Map<?, ?>) parameter)
                .collect(Collectors.toMap(parameter -> parameter.get("name").toString(), parameter -> parameter));
    }

    private static Map<String, Facts> facts(Object schema, Map<?, ?> from) {
        Map<?, ?> named = from.get("schemas") instanceof Map<?, ?> own ? own : map(map(from, "components"), "schemas");
        return Facts.of(schema, named);
    }

    private static boolean isJson(Map<?, ?> holder) {
        return map(holder, "content").containsKey("application/json");
    }

    private static Object schema(Map<?, ?> holder) {
        return map(map(holder, "content"), "application/json").get("schema");
    }

    private static Map<?, ?> map(Map<?, ?> map, String name) {
        return (Map<?, ?>) map.get(name);
    }
}
