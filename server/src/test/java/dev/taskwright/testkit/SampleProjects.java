package dev.taskwright.testkit;

import dev.taskwright.base.ProjectId;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.oauth.details.ProjectDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Projects that everybody sees, where the wing that has real ones is not there. */
public final class SampleProjects {
    private final Map<String, String> names = new LinkedHashMap<>();

    public void add(String id, String name) {
        names.put(id, name);
    }

    public void remove(String id) {
        names.remove(id);
    }

    DetailQuestions questions() {
        return new DetailQuestions(new ProjectDirectory(
                (person, id) -> Optional.ofNullable(names.get(id.value())),
                person -> names.entrySet().stream()
                        .map(each -> new ProjectDirectory.Entry(new ProjectId(each.getKey()), each.getValue()))
                        .toList()));
    }
}
