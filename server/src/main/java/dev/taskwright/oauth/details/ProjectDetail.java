package dev.taskwright.oauth.details;

import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element of the type {@code taskwright_project}.
 *
 * <pre>{@code {"type": "taskwright_project", "actions": ["edit"], "identifiers": ["8hoA5PtYfKroDifZ"]}}</pre>
 *
 * @param projects in the order named; empty when the person is to choose
 * @param most the highest of the actions, which includes the others
 */
record ProjectDetail(Set<ProjectId> projects, ProjectAction most) {
    static final String TYPE = "taskwright_project";

    private static final String ACTIONS = "actions";
    private static final String ONE = "identifier";
    private static final String SEVERAL = "identifiers";
    private static final String LOCATIONS = "locations";
    private static final List<String> MEMBERS = List.of("type", ACTIONS, ONE, SEVERAL, LOCATIONS);

    /**
     * What an element says. RFC 9396, 5: a member that the type does not have, or a value that it does not take, is a mistake.
     *
     * @param api the address of the API, the one location there is
     * @throws IllegalArgumentException saying what is wrong, in words for the app's developer
     */
    static ProjectDetail read(Map<String, Object> element, String api) {
        require(TYPE.equals(element.get("type")), "type");
        require(MEMBERS.containsAll(element.keySet()), "members, which are " + String.join(", ", MEMBERS));
        if (element.containsKey(LOCATIONS)) {
            List<String> locations = texts(element.get(LOCATIONS), LOCATIONS);
            require(locations.stream().allMatch(api::equals), "locations, of which there is one: " + api);
        }
        List<ProjectAction> actions = texts(element.get(ACTIONS), ACTIONS).stream()
                .flatMap(word -> ProjectAction.of(word).stream())
                .toList();
        require(
                actions.size() == texts(element.get(ACTIONS), ACTIONS).size(),
                "actions, which are read, check, edit and manage");
        return new ProjectDetail(
                projects(element),
                actions.stream().max(ProjectAction::compareTo).orElseThrow());
    }

    /** The same of an element that was accepted once; empty for what is of another type. */
    static Optional<ProjectDetail> kept(Map<String, Object> element) {
        if (!TYPE.equals(element.get("type"))) {
            return Optional.empty();
        }
        Map<String, Object> anywhere = new LinkedHashMap<>(element);
        anywhere.remove(LOCATIONS);
        return Optional.of(read(anywhere, ""));
    }

    /** Made by us, not asked for by an app in these words. */
    static Map<String, Object> plain(Set<ProjectId> projects, ProjectAction most) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", TYPE);
        element.put(ACTIONS, List.of(most.word()));
        element.put(SEVERAL, projects.stream().map(ProjectId::value).toList());
        return element;
    }

    /** The element with exactly these projects; as it is, where it names them already. */
    static Map<String, Object> with(Map<String, Object> element, Set<ProjectId> projects) {
        if (projects(element).equals(projects)) {
            return element;
        }
        Map<String, Object> enriched = new LinkedHashMap<>(element);
        enriched.remove(ONE);
        enriched.put(SEVERAL, projects.stream().map(ProjectId::value).toList());
        return enriched;
    }

    /** Whether the person is to choose. */
    boolean isOpen() {
        return projects.isEmpty();
    }

    private static Set<ProjectId> projects(Map<String, Object> element) {
        boolean hasOne = element.containsKey(ONE);
        boolean hasSeveral = element.containsKey(SEVERAL);
        require(!(hasOne && hasSeveral), "identifier and identifiers, of which there is at most one");
        List<String> named = hasOne
                ? texts(List.of(element.get(ONE)), ONE)
                : hasSeveral ? texts(element.get(SEVERAL), SEVERAL) : List.of();
        Set<ProjectId> projects = new LinkedHashSet<>();
        for (String each : named) {
            projects.add(project(each));
        }
        return projects;
    }

    private static ProjectId project(String text) {
        try {
            return new ProjectId(text);
        } catch (IllegalArgumentException noId) {
            throw new IllegalArgumentException("identifiers, which are ids of projects", noId);
        }
    }

    /** A list of texts, not empty and without repetition. */
    private static List<String> texts(@Nullable Object value, String member) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(member + ", which is a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (Object each : list) {
            require(each instanceof String, member + ", which is a list of texts");
            texts.add(String.valueOf(each));
        }
        boolean namesEachOnce = Set.copyOf(texts).size() == texts.size();
        require(!texts.isEmpty() && namesEachOnce, member + ", which is not empty and names each once");
        return texts;
    }

    private static void require(boolean isTrue, String what) {
        if (!isTrue) {
            throw new IllegalArgumentException(what);
        }
    }
}
