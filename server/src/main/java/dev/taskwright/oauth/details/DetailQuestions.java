package dev.taskwright.oauth.details;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import dev.taskwright.oauth.details.DetailQuestion.Choice;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts authorization details to a person and reads the answer. Nobody is asked about, or gives, a project that they do not
 * see; that an app named one they do not see is not told to the app.
 */
public final class DetailQuestions {
    private final ProjectDirectory directory;

    public DetailQuestions(ProjectDirectory directory) {
        this.directory = directory;
    }

    /** One question for each element, in their order. */
    public List<DetailQuestion> ask(AuthorizationDetails asked, Caller person) {
        List<DetailQuestion> questions = new ArrayList<>();
        for (int i = 0; i < asked.plain().size(); i++) {
            ProjectDetail detail = ProjectDetail.kept(asked.plain().get(i)).orElseThrow(IllegalArgumentException::new);
            List<Choice> choices = choices(i, detail, person);
            int unseen = detail.isOpen() ? 0 : detail.projects().size() - choices.size();
            questions.add(new DetailQuestion(meaning(detail.most()), detail.isOpen(), choices, unseen));
        }
        return questions;
    }

    /**
     * What the person gives: of what was asked for, and shown, what they see at this moment.
     *
     * @param answered the values that came back
     * @return nothing when they chose nothing, or too many
     */
    public AuthorizationDetails answer(AuthorizationDetails asked, Caller person, Collection<String> answered) {
        List<Map<String, Object>> given = new ArrayList<>();
        int projects = 0;
        for (int i = 0; i < asked.plain().size(); i++) {
            Map<String, Object> element = asked.plain().get(i);
            Set<ProjectId> chosen = chosen(i, element, person, answered);
            projects += chosen.size();
            if (!chosen.isEmpty()) {
                given.add(ProjectDetail.with(element, chosen));
            }
        }
        return projects > DetailTypes.MOST_PROJECTS ? AuthorizationDetails.NONE : new AuthorizationDetails(given);
    }

    /** What was allowed, in words: {@code read everything in Launch}; projects that the person no longer sees are left out. */
    public List<String> words(AuthorizationDetails allowed, Caller person) {
        List<String> words = new ArrayList<>();
        for (DetailQuestion question : ask(allowed, person)) {
            if (!question.isEmpty()) {
                List<String> names =
                        question.choices().stream().map(Choice::name).toList();
                words.add(question.meaning() + " in " + String.join(", ", names));
            }
        }
        return words;
    }

    private List<Choice> choices(int index, ProjectDetail detail, Caller person) {
        return detail.isOpen()
                ? directory.latest().apply(person).stream()
                        .map(entry -> choice(index, entry.id(), entry.name()))
                        .toList()
                : detail.projects().stream()
                        .flatMap(id -> directory.name().apply(person, id).map(name -> choice(index, id, name)).stream())
                        .toList();
    }

    private Set<ProjectId> chosen(int index, Map<String, Object> element, Caller person, Collection<String> answered) {
        ProjectDetail detail = ProjectDetail.kept(element).orElseThrow(IllegalArgumentException::new);
        Set<ProjectId> chosen = new LinkedHashSet<>();
        for (Choice choice : choices(index, detail, person)) {
            if (answered.contains(choice.value())) {
                chosen.add(new ProjectId(choice.value().substring(choice.value().indexOf(':') + 1)));
            }
        }
        return chosen;
    }

    /** The same project may be asked for twice. */
    private static Choice choice(int index, ProjectId id, String name) {
        return new Choice(index + ":" + id, name);
    }

    private static String meaning(ProjectAction action) {
        return switch (action) {
            case READ -> "read tasks, notes, fields and people";
            case CHECK -> "read everything and complete tasks";
            case EDIT -> "read and change everything";
            case MANAGE -> "read and change everything, share them, invite people and delete them";
        };
    }
}
