package dev.taskwright.oauth.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.Reach;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.testkit.SampleApp;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9396, 2, 5 and 6: what the type {@code taskwright_project} takes and means. */
class DetailTypesTest {
    private static final String LAUNCH = "'type':'taskwright_project','identifiers':['launch'],'actions':";

    private final DetailTypes types = new DetailTypes(new Issuer("https://work.example"), "/api/v1");
    private final Client client = SampleApp.usual();

    private static AuthorizationDetails details(String json) {
        return DetailTypes.parse(json.replace('\'', '"'));
    }

    private static AuthorizationDetails one(String members) {
        return details("[{" + members + "}]");
    }

    private static Reach reaching(Map<String, ProjectAction> most) {
        return new Reach.Projects(most.entrySet().stream()
                .collect(Collectors.toMap(each -> new ProjectId(each.getKey()), Map.Entry::getValue)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'taskwright_project','actions':['read']",
                "'type':'taskwright_project','actions':['read'],'identifier':'launch'",
                "'type':'taskwright_project','actions':['read','edit'],'identifiers':['launch','party']",
                "'type':'taskwright_project','actions':['manage'],'locations':['https://work.example/api/v1']"
            })
    void rfc9396Section2TheTypeTakes(String members) {
        types.require(client, one(members));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'other','actions':['read']",
                "'type':'Taskwright_project','actions':['read']",
                "'type':'taskwright_project'",
                "'type':'taskwright_project','actions':[]",
                "'type':'taskwright_project','actions':'read'",
                "'type':'taskwright_project','actions':[1]",
                "'type':'taskwright_project','actions':['Read']",
                "'type':'taskwright_project','actions':['read','fly']",
                "'type':'taskwright_project','actions':['read','read']",
                "'type':'taskwright_project','actions':['read'],'datatypes':['task']",
                "'type':'taskwright_project','actions':['read'],'identifier':['launch']",
                "'type':'taskwright_project','actions':['read'],'identifier':''",
                "'type':'taskwright_project','actions':['read'],'identifiers':[]",
                "'type':'taskwright_project','actions':['read'],'identifiers':['a','a']",
                "'type':'taskwright_project','actions':['read'],'identifiers':['a b']",
                "'type':'taskwright_project','actions':['read'],'identifiers':[{}]",
                "'type':'taskwright_project','actions':['read'],'identifier':'a','identifiers':['b']",
                "'type':'taskwright_project','actions':['read'],'locations':['https://work.example']",
                "'type':'taskwright_project','actions':['read'],'locations':['https://other.example/api/v1']",
                "'type':'taskwright_project','actions':['read'],'locations':[]"
            })
    void rfc9396Section5AnythingElseIsRefused(String members) {
        assertRefused(one(members));
    }

    @Test
    void rfc9396Section5OneWrongElementSpoilsTheRequest() {
        assertRefused(details("[{" + LAUNCH + "['read']},{'type':'other'}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "[{}]", "[{'type':1}]", "[null]", "'x'", "[[]]", "[{'type':'a'}"})
    void rfc9396Section2TheParameterIsAListOfObjectsWithAType(String json) {
        assertThatThrownBy(() -> details(json))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_authorization_details"));
    }

    @Test
    void projectsAreCounted() {
        String many = IntStream.range(0, 51).mapToObj(i -> "'p" + i + "'").collect(Collectors.joining(","));
        assertRefused(one("'type':'taskwright_project','actions':['read'],'identifiers':[" + many + "]"));
        types.require(
                client,
                one("'type':'taskwright_project','actions':['read'],'identifiers':["
                        + many.substring(0, many.lastIndexOf(','))
                        + "]"));
    }

    @Test
    void theReachIsTheHighestActionOfEachProject() {
        AuthorizationDetails asked = details("[{" + LAUNCH + "['read']},{" + LAUNCH + "['check','read']},"
                + "{'type':'taskwright_project','identifier':'party','actions':['manage']}]");
        assertThat(DetailTypes.reach(asked))
                .contains(reaching(Map.of("launch", ProjectAction.CHECK, "party", ProjectAction.MANAGE)));
        assertThat(DetailTypes.reach(AuthorizationDetails.NONE)).isEmpty();
        assertThat(DetailTypes.reach(one("'type':'taskwright_project','actions':['read']")))
                .isEmpty();
    }

    @Test
    void whatIsAllowedCoversTheSameAndLess() {
        AuthorizationDetails allowed = one(LAUNCH + "['edit']");
        assertThat(DetailTypes.covers(allowed, one(LAUNCH + "['edit','read']"))).isTrue();
        assertThat(DetailTypes.covers(allowed, one(LAUNCH + "['check']"))).isTrue();
        assertThat(DetailTypes.covers(allowed, AuthorizationDetails.NONE)).isTrue();
        assertThat(DetailTypes.covers(allowed, one(LAUNCH + "['manage']"))).isFalse();
        assertThat(DetailTypes.covers(
                        allowed, one("'type':'taskwright_project','identifier':'party','actions':['read']")))
                .isFalse();
        assertThat(DetailTypes.covers(AuthorizationDetails.NONE, allowed)).isFalse();
    }

    /** Otherwise an app could have what nobody chose. */
    @Test
    void whatIsToBeChosenIsNeverCovered() {
        AuthorizationDetails open = one("'type':'taskwright_project','actions':['read']");
        assertThat(DetailTypes.isOpen(open)).isTrue();
        assertThat(DetailTypes.covers(one(LAUNCH + "['manage']"), open)).isFalse();
        assertThat(DetailTypes.covers(open, open)).isFalse();
    }

    @Test
    void whatIsAllowedAddsUp() {
        AuthorizationDetails both = DetailTypes.union(
                one(LAUNCH + "['edit']"),
                one("'type':'taskwright_project','identifiers':['party','launch'],'actions':['read']"));
        assertThat(DetailTypes.reach(both))
                .contains(reaching(Map.of("launch", ProjectAction.EDIT, "party", ProjectAction.READ)));
        assertThat(AuthorizationDetails.parse(both.text())).contains(both);
    }

    /** An app that asks for ever new projects does not fill the table. */
    @Test
    void ofManyTheLatestAreRemembered() {
        AuthorizationDetails all = AuthorizationDetails.NONE;
        for (int i = 0; i < 150; i++) {
            all = DetailTypes.union(
                    all,
                    one("'type':'taskwright_project','identifier':'%s','actions':['read']"
                            .formatted("p".repeat(120) + i)));
        }
        Reach.Projects reach = (Reach.Projects) DetailTypes.reach(all).orElseThrow();
        assertThat(reach.most()).hasSize(100).containsKey(new ProjectId("p".repeat(120) + 149));
        assertThat(AuthorizationDetails.parse(all.text())).contains(all);
    }

    @Test
    void rfc9396Section6ATokenRequestMayAskForLess() {
        AuthorizationDetails granted =
                one("'type':'taskwright_project','identifiers':['launch','party'],'actions':['edit']");
        assertThat(types.narrow(client, granted, one(LAUNCH + "['read']"))).isEqualTo(one(LAUNCH + "['read']"));
        assertThat(types.narrow(client, granted, one("'type':'taskwright_project','actions':['check']")))
                .isEqualTo(one("'type':'taskwright_project','actions':['check'],'identifiers':['launch','party']"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'taskwright_project','identifiers':['launch'],'actions':['manage']",
                "'type':'taskwright_project','identifiers':['launch','other'],'actions':['read']",
                "'type':'taskwright_project','actions':['manage']",
                "'type':'other'"
            })
    void rfc9396Section6ATokenRequestMayNotAskForMore(String wanted) {
        AuthorizationDetails granted = one(LAUNCH + "['edit']");
        assertThatThrownBy(() -> types.narrow(client, granted, one(wanted)))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_authorization_details"));
        assertThatThrownBy(() -> types.narrow(client, AuthorizationDetails.NONE, one(wanted)))
                .isInstanceOf(OAuthException.class);
    }

    private void assertRefused(AuthorizationDetails asked) {
        assertThatThrownBy(() -> types.require(client, asked))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_authorization_details"));
    }
}
