package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Download;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.TaskId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.http.DownloadResponse;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.MultipartForm;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.http.Redirects;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request for a page, of a person who is signed in or, for a project alone, of a visitor. */
final class Visit {
    private static final HeaderName HTMX = HeaderNames.create("HX-Request");

    private final Desk desk;
    private final ServerRequest request;
    private final ServerResponse response;
    private final @Nullable SignedIn person;
    private final Caller caller;

    Visit(Desk desk, ServerRequest request, ServerResponse response, SignedIn person) {
        this.desk = desk;
        this.request = request;
        this.response = response;
        this.person = person;
        this.caller = person.caller();
    }

    Visit(Desk desk, ServerRequest request, ServerResponse response, Caller.Visitor visitor) {
        this.desk = desk;
        this.request = request;
        this.response = response;
        this.person = null;
        this.caller = visitor;
    }

    Caller caller() {
        return caller;
    }

    /** Whether somebody is signed in; only then are there pages besides the project's. */
    boolean isPerson() {
        return person != null;
    }

    /** Whoever is signed in; not asked on pages that visitors see. */
    User user() {
        return Objects.requireNonNull(person, "a visitor is nobody").user();
    }

    /** The form that was sent, once its token is checked. */
    Fields form() {
        return form(64 * 1024);
    }

    Fields form(int largest) {
        Fields form = FormBody.read(request, largest);
        desk.csrf().check(request, form);
        return form;
    }

    /** The form with a file that was sent, once its token is checked. */
    MultipartForm upload(int largest) {
        MultipartForm form = MultipartForm.read(request, largest);
        desk.csrf().check(request, form.fields());
        return form;
    }

    void send(Download file) {
        DownloadResponse.send(request, response, file);
    }

    Fields query() {
        return QueryText.read(request);
    }

    SpaceId space() {
        return id("space", SpaceId::new, "Space");
    }

    ProjectId project() {
        return switch (caller) {
            case Caller.Visitor visitor -> visitor.project();
            case Caller.Person _, Caller.Operator _ -> id("project", ProjectId::new, "Project");
        };
    }

    /** The path of the project for this caller; its other pages lie below. */
    String projectPath() {
        return switch (caller) {
            case Caller.Visitor visitor -> "/shared/" + visitor.link();
            case Caller.Person _, Caller.Operator _ -> "/projects/" + project();
        };
    }

    TaskId task() {
        return id("task", TaskId::new, "Task");
    }

    /** A path parameter; what cannot be an id at all is not found. */
    private <T> T id(String name, Function<String, T> make, String noun) {
        return idOf(path(name), make, noun);
    }

    static <T> T idOf(String text, Function<String, T> make, String noun) {
        try {
            return make.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.notFound(noun);
        }
    }

    String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** Whether a script asks for a part of the page instead of a whole one. */
    boolean wantsPart() {
        return request.headers().contains(HTMX);
    }

    Frame frame(String title) {
        Frame frame = desk.html().frame(request, response, title);
        return person == null ? frame : frame.viewedBy(SignedInPages.viewer(person));
    }

    void render(String template, Frame frame, Object page) {
        desk.html().render(response, "doors/web/" + template, frame, page);
    }

    void renderPart(String template, Frame frame, Object page) {
        desk.html().fragment(response, "doors/web/" + template, frame, page);
    }

    /** After a form that did what it was for: on to {@code path}, which shows {@code notice}. */
    void done(String path, String notice) {
        desk.html().notices().put(response, notice);
        Redirects.seeOther(response, path);
    }

    void goTo(String path) {
        Redirects.seeOther(response, path);
    }

    /**
     * What a refused form shows, on a page with status 422; {@code field} takes what names no field.
     *
     * @throws ProblemException {@code e} itself when it is not about what was typed
     */
    FormErrors refused(ProblemException e, String field) {
        return switch (e.problem()) {
            case Problem.Invalid _, Problem.Conflict _, Problem.TooLarge _ -> {
                response.status(422);
                yield FormErrors.of(e.problem(), field);
            }
            case Problem.NotFound _,
                    Problem.Forbidden _,
                    Problem.TooMany _,
                    Problem.Unauthenticated _,
                    Problem.Unavailable _ -> throw e;
        };
    }
}
