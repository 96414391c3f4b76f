package dev.taskwright.doors.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldData.DateFormat;
import dev.taskwright.work.fields.FieldData.NumberFormat;
import dev.taskwright.work.fields.FieldData.Option;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.fields.Filler;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which fields a project has, as a browser without scripts sees and changes them. */
@EachDatabase
class FieldPagesTest {
    private final TestDatabase data;
    private final Desks desks;
    private final Caller.Person ada;
    private final Space engines;
    private final Project plan;
    private final String fields;
    private final Browser browser;

    FieldPagesTest(DatabaseKind kind) {
        data = kind.fresh();
        desks = new Desks(data.db());
        ada = desks.work.person("ada");
        engines = desks.work.workspace(ada, "Engines");
        plan = desks.work.project(ada, engines, "# Plan\n- [ ] one");
        fields = "/projects/" + plan.id() + "/fields";
        browser = desks.as(ada);
        browser.get(fields);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private List<FieldData> all() {
        return desks.work.fields.list(ada, plan.id()).stream()
                .map(FieldDefinition::data)
                .toList();
    }

    private FieldData added(String type, String... form) {
        String path = fields + "/new?type=" + type;
        assertThat(browser.get(path).status()).isEqualTo(200);
        Shown shown = browser.post(path, form);
        assertThat(shown.location()).as(shown.body()).isEqualTo(fields);
        return all().getLast();
    }

    private String path(FieldData data) {
        FieldDefinition field = desks.work.fields.add(ada, plan.id(), data);
        return fields + "/" + field.id();
    }

    @Test
    void everyTypeCanBeAdded() {
        assertThat(added("string", "displayName", "Code", "description", "", "unique", "yes"))
                .isEqualTo(new FieldData.Text("Code", null, null, true));
        assertThat(added("number", "displayName", "Price", "format", "currency", "measure", "EUR"))
                .isEqualTo(new FieldData.Numeric("Price", new NumberFormat.Currency("EUR")));
        assertThat(added("number", "displayName", "Weight", "format", "decimal", "measure", ""))
                .isEqualTo(new FieldData.Numeric("Weight", new NumberFormat.Decimal()));
        assertThat(added("Select", "displayName", "State", "new-option-1", "Open", "new-option-3", "Done"))
                .isEqualTo(new FieldData.Select(
                        "State",
                        null,
                        Map.of(
                                "o1", new Option("o1", "Open", "1", null, null),
                                "o2", new Option("o2", "Done", "11", null, null)),
                        null,
                        null));
        assertThat(added("Rating", "displayName", "Effort", "max", "3", "icon", "heart"))
                .isEqualTo(new FieldData.Rating("Effort", 3, "heart"));
        assertThat(added("DateTime", "title", "Due", "description", "", "time", "yes"))
                .isEqualTo(new FieldData.DateTime("Due", null, new DateFormat(true, null)));
        assertThat(added("Password", "title", "Key", "description", "", "minLength", "4", "maxLength", ""))
                .isEqualTo(new FieldData.Password("Key", null, "bcrypt", 4, null));
        assertThat(added("TimestampAuthor", "displayName", "By")).isEqualTo(new FieldData.TimestampAuthor("By"));
        assertThat(added("boolean")).isEqualTo(new FieldData.Truth());
        FieldType.choices()
                .forEach(type -> assertThat(
                                browser.get(fields + "/new?type=" + type.word()).status())
                        .as(type.word())
                        .isEqualTo(200));
        assertThat(browser.get(fields).body()).contains("Price", "Rating", "Who made the task");
    }

    @Test
    void optionsAreRenamedRemovedAndAddedAndWhatTheFormDoesNotShowStays() {
        FieldData.Select before = new FieldData.Select(
                "State",
                "How far",
                Map.of(
                        "a", new Option("a", "Open", "5", "at first", "red"),
                        "b", new Option("b", "Done", "7", null, null)),
                "b",
                new Filler.Custom("Guess"));
        String path = path(before);
        assertThat(browser.get(path).body()).contains("value=\"Open\"", "value=\"Done\"", "How far");

        browser.post(
                path,
                "displayName",
                "Stage",
                "description",
                "How far",
                "option-a",
                "To do",
                "option-b",
                "",
                "new-option-1",
                "Shipped",
                "defaultOption",
                "");

        assertThat(all())
                .containsExactly(new FieldData.Select(
                        "Stage",
                        "How far",
                        Map.of(
                                "a", new Option("a", "To do", "5", "at first", "red"),
                                "o1", new Option("o1", "Shipped", "71", null, null)),
                        null,
                        before.filler()));
    }

    @Test
    void whatTheApiRefusesIsSaidAtTheInputWithWhatWasTyped() {
        Shown nameless = browser.post(fields + "/new?type=string", "displayName", " ", "description", "kept");
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.body()).contains("displayName-error", "The name ", "value=\"kept\"");
        Shown unmeasured =
                browser.post(fields + "/new?type=number", "displayName", "Price", "format", "currency", "measure", "");
        assertThat(unmeasured.body()).contains("measure-error", "Currency or unit ");
        Shown many = browser.post(fields + "/new?type=Rating", "displayName", "R", "max", "11", "icon", "star");
        assertThat(many.body()).contains("max-error");
        Shown gone = browser.post(
                path(new FieldData.Select("S", null, Map.of("a", new Option("a", "A", "1", null, null)), null, null)),
                "displayName",
                "S",
                "option-a",
                "",
                "defaultOption",
                "a");
        assertThat(gone.status()).isEqualTo(422);
        assertThat(all()).hasSize(1);
    }

    @Test
    void aFieldIsDeletedAfterAsking() {
        String path = path(new FieldData.Rating("Effort", 3, "star"));
        assertThat(browser.get(path + "/deletion").body()).contains("Delete this field?", "Effort");
        assertThat(all()).hasSize(1);
        browser.post(path + "/deletion");
        assertThat(all()).isEmpty();
        assertThat(browser.get(path).status()).isEqualTo(404);
        assertThat(browser.get(fields).body()).contains("No fields yet");
    }

    @Test
    void onlyEditorsGetHere() {
        String path = path(new FieldData.Rating("Effort", 3, "star"));
        Browser checker = desks.as(desks.work.member(engines, Role.CHECKER));
        checker.get("/");
        Browser stranger = desks.as(desks.work.person("stranger"));
        stranger.get("/");
        for (String page : List.of(fields, fields + "/new?type=string", path, path + "/deletion")) {
            assertThat(checker.get(page).status()).as(page).isEqualTo(403);
            assertThat(stranger.get(page).status()).as(page).isEqualTo(404);
        }
        assertThat(checker.post(path + "/deletion").status()).isEqualTo(403);
        assertThat(stranger.post(path, "displayName", "Mine", "max", "3", "icon", "star")
                        .status())
                .isEqualTo(404);
        assertThat(browser.get(fields + "/new?type=nothing").status()).isEqualTo(404);
        assertThat(browser.get(fields + "/nothing").status()).isEqualTo(404);
    }

    @Test
    void homeShowsAGuestWhatTheyWereInvitedTo() {
        Caller.Person guest = desks.work.person("guest");
        Browser guests = desks.as(guest);
        assertThat(guests.get("/").body()).contains("No workspace yet").doesNotContain("Shared with you");
        desks.work.guests.add(ada, plan.id(), "guest", Role.VIEWER);
        assertThat(guests.get("/").body()).contains("Shared with you", "Plan", "/projects/" + plan.id());
        desks.work.members.add(ada, engines.id(), "guest", Role.VIEWER);
        assertThat(guests.get("/").body()).contains("Engines").doesNotContain("Shared with you");
    }
}
