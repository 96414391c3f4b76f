package dev.taskwright.work.bundles;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.json.Json;
import dev.taskwright.work.details.Value;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.values.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tasks of a bundle have in fields, as it is kept here. What points at nothing here is left out. */
final class KeptValues {
    private final Map<FieldId, FieldDefinition> fields;
    private final Map<String, UserId> people;
    private final Map<String, String> newIds;

    KeptValues(Map<FieldId, FieldDefinition> fields, Map<String, UserId> people, Map<String, String> newIds) {
        this.fields = fields;
        this.people = people;
        this.newIds = newIds;
    }

    /** The fields in which people are. */
    static Set<String> personal(List<FieldDefinition> fields) {
        return fields.stream()
                .filter(field -> field.data() instanceof FieldData.Assign)
                .map(field -> field.id().value())
                .collect(Collectors.toSet());
    }

    Map<FieldId, Value> of(Map<String, @Nullable Object> given) {
        Map<FieldId, Value> kept = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        given.forEach((id, value) -> {
            FieldDefinition field = value == null ? null : fields.get(new FieldId(id));
            if (field != null && value != null) {
                of(field.data(), value).ifPresent(it -> kept.put(field.id(), it));
            }
        });
        return kept;
    }

    private Optional<Value> of(FieldData field, Object given) {
        return switch (field) {
            case FieldData.Assign _ ->
                Optional.ofNullable(people.get(String.valueOf(given).toLowerCase(Locale.ROOT)))
                        .map(person -> new Value.Person(person, ""));
            case FieldData.Media _ ->
                Optional.ofNullable(newIds.get(String.valueOf(given))).map(KeptValues::json);
            case FieldData.Relationship _ -> Optional.of(json(renamed(Reading.text(given))));
            case FieldData data when isPlain(data) -> Optional.of(json(Reading.plain(data, given)));
            case FieldData _ -> Optional.empty();
        };
    }

    /** Whether a value of it stands for itself. */
    static boolean isPlain(FieldData field) {
        return field.isWritable()
                && !(field instanceof FieldData.Assign
                        || field instanceof FieldData.Media
                        || field instanceof FieldData.Relationship
                        || field instanceof FieldData.Password);
    }

    /** Tasks keep their ids; projects do not. */
    private String renamed(String task) {
        int colon = task.indexOf(':');
        String project = colon < 0 ? null : newIds.get(task.substring(0, colon));
        return project == null ? task : project + task.substring(colon);
    }

    private static Value json(Object plain) {
        return new Value.Json(Json.text(plain));
    }
}
