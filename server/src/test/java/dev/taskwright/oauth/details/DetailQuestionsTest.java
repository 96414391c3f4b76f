package dev.taskwright.oauth.details;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.UserId;
import dev.taskwright.oauth.details.DetailQuestion.Choice;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a person is asked, and that they give what they chose, see, and were asked for: nothing else. */
class DetailQuestionsTest {
    private static final Caller ADA = new Caller.Person(new UserId(1), "ada", Set.of(), "session");

    private final Map<String, String> seen = new LinkedHashMap<>(Map.of("launch", "Launch in May"));
    private final DetailQuestions questions = new DetailQuestions(new ProjectDirectory(
            (person, project) -> Optional.ofNullable(seen.get(project.value())),
            person -> seen.entrySet().stream()
                    .map(each -> new ProjectDirectory.Entry(new ProjectId(each.getKey()), each.getValue()))
                    .toList()));

    private static AuthorizationDetails details(String json) {
        return DetailTypes.parse(json.replace('\'', '"'));
    }

    private static final AuthorizationDetails NAMED =
            details("[{'type':'taskwright_project','identifiers':['launch','secret'],'actions':['edit']}]");
    private static final AuthorizationDetails OPEN = details("[{'type':'taskwright_project','actions':['read']}]");

    @Test
    void projectsAreNamedAndThoseOfOthersOnlyCounted() {
        assertThat(questions.ask(NAMED, ADA))
                .containsExactly(new DetailQuestion(
                        "read and change everything", false, List.of(new Choice("0:launch", "Launch in May")), 1));
    }

    @Test
    void whereNoneIsNamedThePersonChooses() {
        seen.put("party", "Party");
        DetailQuestion question = questions.ask(OPEN, ADA).getFirst();
        assertThat(question.isOpen()).isTrue();
        assertThat(question.choices()).extracting(Choice::name).containsExactlyInAnyOrder("Launch in May", "Party");
        assertThat(questions.answer(OPEN, ADA, List.of("0:party")))
                .isEqualTo(details("[{'type':'taskwright_project','actions':['read'],'identifiers':['party']}]"));
    }

    @Test
    void nobodyGivesWhatTheyDoNotSee() {
        assertThat(questions.answer(NAMED, ADA, List.of("0:launch", "0:secret")))
                .isEqualTo(details("[{'type':'taskwright_project','actions':['edit'],'identifiers':['launch']}]"));
        assertThat(questions.answer(OPEN, ADA, List.of("0:secret"))).isEqualTo(AuthorizationDetails.NONE);
        seen.clear();
        assertThat(questions.answer(NAMED, ADA, List.of("0:launch"))).isEqualTo(AuthorizationDetails.NONE);
    }

    @Test
    void nobodyGivesWhatWasNotAskedFor() {
        seen.put("party", "Party");
        assertThat(questions.answer(NAMED, ADA, List.of("0:party", "1:launch", "launch", "")))
                .isEqualTo(AuthorizationDetails.NONE);
    }

    /** RFC 9396, 7: what was granted is told as it was asked for, unless it differs. */
    @Test
    void whatIsGivenWholeStaysAsItWasAskedFor() {
        AuthorizationDetails asked =
                details("[{'type':'taskwright_project','identifier':'launch','actions':['read']}]");
        assertThat(questions.answer(asked, ADA, List.of("0:launch"))).isEqualTo(asked);
    }

    @Test
    void elementsAreAnsweredOneByOne() {
        AuthorizationDetails two = details("[{'type':'taskwright_project','identifier':'launch','actions':['read']},"
                + "{'type':'taskwright_project','identifier':'launch','actions':['manage']}]");
        assertThat(questions.answer(two, ADA, List.of("0:launch")).plain())
                .containsExactly(two.plain().getFirst());
    }

    @Test
    void nobodyGivesMoreThanATokenCanHold() {
        IntStream.range(0, 51).forEach(i -> seen.put("p" + i, "Project " + i));
        List<String> all = seen.keySet().stream().map(id -> "0:" + id).toList();
        assertThat(questions.answer(OPEN, ADA, all)).isEqualTo(AuthorizationDetails.NONE);
        assertThat(questions.answer(OPEN, ADA, all.subList(0, 50)).isEmpty()).isFalse();
    }

    @Test
    void whatWasAllowedIsToldInWords() {
        assertThat(questions.words(NAMED, ADA)).containsExactly("read and change everything in Launch in May");
    }
}
