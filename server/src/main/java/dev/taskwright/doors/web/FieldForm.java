package dev.taskwright.doors.web;

import dev.taskwright.platform.http.Fields;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field as a form holds it: some inputs for each type, written over what the field says already, so that what a form does
 * not show (who fills it, how a password is hashed) stays. The rules are the API's.
 */
public final class FieldForm {
    private static final int SPARE_OPTIONS = 3;
    private static final String OPTION = "option-";

    private final String type;
    private final Map<String, Object> data;

    private FieldForm(String type, Map<String, Object> data) {
        this.type = type;
        this.data = data;
    }

    static FieldForm of(FieldData data) {
        return new FieldForm(data.type(), FieldJson.plain(data));
    }

    static FieldForm empty(FieldType type) {
        Map<String, Object> data = new LinkedHashMap<>(Map.of("type", type.word()));
        if (type == FieldType.SELECT) {
            data.put("options", new LinkedHashMap<>());
        }
        return new FieldForm(type.word(), data);
    }

    /** One input: {@code kind} is {@code text}, {@code number}, {@code check} or one of its {@code choices}. */
    public record Input(
            String name,
            String label,
            String kind,
            String value,
            boolean isRequired,
            String hint,
            List<Option> choices) {
        static Input text(String name, String label, @Nullable Object value, boolean required, String hint) {
            return new Input(name, label, "text", value == null ? "" : value.toString(), required, hint, List.of());
        }

        static Input number(String name, String label, @Nullable Object value) {
            return new Input(name, label, "number", value == null ? "" : value.toString(), false, "", List.of());
        }

        static Input check(String name, String label, boolean isOn) {
            return new Input(name, label, "check", isOn ? "yes" : "", false, "", List.of());
        }

        static Input choice(String name, String label, List<Option> choices) {
            return new Input(name, label, "choice", "", false, "", choices);
        }
    }

    List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        switch (type) {
            case "Select", "number", "string", "Rating", "Relationship" ->
                inputs.add(Input.text("displayName", "Name", data.get("displayName"), true, ""));
            case "TimestampAt", "TimestampAuthor" ->
                inputs.add(Input.text("displayName", "Name", data.get("displayName"), false, ""));
            case "Password", "Assign", "DateTime", "DateRange", "Media" ->
                inputs.add(Input.text("title", "Name", data.get("title"), false, ""));
            default -> {}
        }
        if (hasDescription()) {
            inputs.add(Input.text(
                    "description",
                    "Description",
                    data.get("description"),
                    false,
                    "Shown where the field is filled in."));
        }
        inputs.addAll(ownInputs());
        return inputs;
    }

    private boolean hasDescription() {
        return switch (type) {
            case "Select", "string", "Password", "Assign", "DateTime", "DateRange", "Media" -> true;
            default -> false;
        };
    }

    private List<Input> ownInputs() {
        return switch (type) {
            case "Select" -> options();
            case "number" -> number();
            case "string" ->
                List.of(Input.check("unique", "No two tasks may have the same", data.get("constraints") != null));
            case "Password" ->
                List.of(
                        Input.number("minLength", "Shortest", data.getOrDefault("minLength", 8)),
                        Input.number("maxLength", "Longest", data.get("maxLength")));
            case "Rating" ->
                List.of(
                        Input.number("max", "How many", data.getOrDefault("max", 5)),
                        Input.choice(
                                "icon",
                                "Drawn as",
                                choices(data.getOrDefault("icon", "star"), "star", "Stars", "heart", "Hearts")));
            case "DateTime", "DateRange" ->
                List.of(Input.check(
                        "time",
                        "With a time of day",
                        Boolean.TRUE.equals(inside("format").get("time"))));
            default -> List.of();
        };
    }

    private List<Input> options() {
        List<Input> inputs = new ArrayList<>();
        for (Map<String, Object> option : inOrder()) {
            inputs.add(Input.text(OPTION + text(option, "id"), "Option", text(option, "name"), false, ""));
        }
        String hint = inputs.isEmpty() ? "" : "An option that is emptied goes; tasks that have it keep it.";
        for (int i = 1; i <= SPARE_OPTIONS; i++) {
            inputs.add(Input.text("new-option-" + i, "New option", "", false, i == 1 ? hint : ""));
        }
        List<Option> defaults = new ArrayList<>(List.of(new Option("", "None", !data.containsKey("defaultOption"))));
        for (Map<String, Object> option : inOrder()) {
            String id = text(option, "id");
            defaults.add(new Option(id, text(option, "name"), id.equals(data.get("defaultOption"))));
        }
        if (defaults.size() > 1) {
            inputs.add(Input.choice("defaultOption", "Usual option", defaults));
        }
        return inputs;
    }

    private static String text(Map<String, Object> option, String member) {
        return String.valueOf(option.get(member));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> inOrder() {
        return inside("options").values().stream()
                .map(option -> (Map<String, Object>) option)
                .sorted(Comparator.comparing(option -> text(option, "rank")))
                .toList();
    }

    private List<Input> number() {
        Map<String, Object> format = inside("format");
        Object kind = format.getOrDefault("type", "decimal");
        Map<String, Object> config = config(format);
        Object word = config.getOrDefault("code", config.getOrDefault("unit", ""));
        return List.of(
                Input.choice(
                        "format",
                        "Shown as",
                        choices(kind, "decimal", "A plain number", "currency", "Money", "unit", "With a unit")),
                Input.text("measure", "Currency or unit", word, false, "EUR, for money; percent or kg, with a unit."));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> config(Map<String, Object> format) {
        return format.get("config") instanceof Map<?, ?> config ? (Map<String, Object>) config : Map.of();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> inside(String name) {
        return data.get(name) instanceof Map<?, ?> inside ? (Map<String, Object>) inside : Map.of();
    }

    private static List<Option> choices(Object chosen, String... words) {
        List<Option> choices = new ArrayList<>();
        for (int i = 0; i < words.length; i += 2) {
            choices.add(new Option(words[i], words[i + 1], words[i].equals(chosen)));
        }
        return choices;
    }

    /** This field with what was typed over it; whether that is allowed is said by {@link #data}. */
    FieldForm with(Fields form) {
        Map<String, Object> said = new LinkedHashMap<>(data);
        for (String name : List.of("displayName", "title", "description", "defaultOption")) {
            form.first(name).ifPresent(text -> put(said, name, text.strip()));
        }
        switch (type) {
            case "Select" -> said.put("options", options(form));
            case "number" -> {
                said.put("render", Map.of("type", "text"));
                said.put("format", format(form));
            }
            case "string" ->
                put(said, "constraints", form.has("unique") ? Map.of("unique", Map.of("type", "unique")) : "");
            case "Password" -> {
                put(said, "minLength", whole(form.text("minLength")));
                put(said, "maxLength", whole(form.text("maxLength")));
            }
            case "Rating" -> {
                put(said, "max", whole(form.text("max")));
                put(said, "icon", form.text("icon"));
            }
            case "DateTime", "DateRange" -> {
                Map<String, Object> format = new LinkedHashMap<>(inside("format"));
                format.put("time", form.has("time"));
                said.put("format", format);
            }
            default -> {}
        }
        return new FieldForm(type, said);
    }

    private static void put(Map<String, Object> said, String name, Object value) {
        if (value.equals("")) {
            said.remove(name);
        } else {
            said.put(name, value);
        }
    }

    /** A number where it is one; anything else is refused under the API's rules. */
    private static Object whole(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,9}") ? (Object) Integer.valueOf(digits) : digits;
    }

    private static Map<String, Object> format(Fields form) {
        String kind = form.text("format");
        String property = switch (kind) {
            case "currency" -> "code";
            case "unit" -> "unit";
            default -> "";
        };
        return property.isEmpty()
                ? Map.of("type", kind)
                : Map.of(
                        "type",
                        kind,
                        "config",
                        Map.of(
                                "type",
                                "standard",
                                property,
                                form.text("measure").strip()));
    }

    /** Those that kept a name, in their order, then the new ones. */
    private Map<String, Object> options(Fields form) {
        Map<String, Object> options = new LinkedHashMap<>();
        String last = "";
        for (Map<String, Object> option : inOrder()) {
            String id = text(option, "id");
            String name = form.text(OPTION + id).strip();
            if (!name.isEmpty()) {
                Map<String, Object> kept = new LinkedHashMap<>(option);
                kept.put("name", name);
                options.put(id, kept);
            }
            last = text(option, "rank");
        }
        List<String> names = Stream.iterate(1, i -> i <= SPARE_OPTIONS, i -> i + 1)
                .map(i -> form.text("new-option-" + i).strip())
                .filter(name -> !name.isEmpty())
                .toList();
        for (String name : names) {
            last = last + "1"; // sorts behind everything that it begins with
            String id = freeId(options);
            options.put(id, Map.of("id", id, "name", name, "rank", last));
        }
        return options;
    }

    private String freeId(Map<String, Object> taken) {
        int number = 1;
        while (taken.containsKey("o" + number) || inside("options").containsKey("o" + number)) {
            number++;
        }
        return "o" + number;
    }

    /** @throws dev.taskwright.base.ProblemException {@code Invalid} at the input that is wrong */
    FieldData data() {
        return FieldJson.data(data);
    }

    String type() {
        return type;
    }
}
