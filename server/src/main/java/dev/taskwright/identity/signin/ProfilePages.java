package dev.taskwright.identity.signin;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.users.Profile;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.Redirects;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /settings/profile}: what a person may change about themselves, their password included. */
public final class ProfilePages implements HttpService {
    private static final String PATH = "/settings/profile";

    private final Users users;
    private final PasswordCheck passwords;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;
    private final ClientAddress addresses;

    public ProfilePages(
            Users users,
            PasswordCheck passwords,
            SignedInPages sessions,
            Html html,
            Csrf csrf,
            ClientAddress addresses) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
        this.addresses = addresses;
    }

    /** What the page shows: one form for the profile, one for the password, each with its own errors. */
    public record ProfileForms(Profile profile, FormErrors errors, FormErrors passwordErrors) {
        static ProfileForms of(User user) {
            Profile profile = new Profile(user.handle(), user.email(), user.name(), user.pictureUrl());
            return new ProfileForms(profile, FormErrors.NONE, FormErrors.NONE);
        }

        ProfileForms wrongPassword(FormErrors found) {
            return new ProfileForms(profile, errors, found);
        }

        /** For the form field, which is empty when there is none. */
        public String picture() {
            String url = profile.pictureUrl();
            return url == null ? "" : url;
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, sessions.only(this::show))
                .post(PATH, sessions.only(this::change))
                .post(PATH + "/password", sessions.only(this::changePassword));
    }

    private void show(ServerRequest request, ServerResponse response, SignedIn person) {
        render(request, response, person, ProfileForms.of(person.user()));
    }

    private void change(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        Profile typed = new Profile(form.text("handle"), form.text("email"), form.text("name"), form.text("picture"));
        try {
            users.updateProfile(person.caller(), person.userId(), typed);
        } catch (ProblemException e) {
            Problem.Invalid wrong = requireInvalid(e);
            response.status(Status.BAD_REQUEST_400);
            render(request, response, person, new ProfileForms(typed, FormErrors.of(wrong, ""), FormErrors.NONE));
            return;
        }
        html.notices().put(response, "Your profile is saved.");
        Redirects.seeOther(response, PATH);
    }

    private void changePassword(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        try {
            if (!passwords.confirms(person.userId(), form.text("old_password"), addresses.of(request))) {
                throw ProblemException.invalid("old_password", "This is not your present password");
            }
            users.setPassword(person.caller(), person.userId(), form.text("new_password"));
        } catch (ProblemException e) {
            refusePassword(request, response, person, e);
            return;
        }
        users.find(person.userId()).ifPresent(renewed -> sessions.start(request, response, renewed));
        html.notices().put(response, "Your password is changed. Every other browser has been signed out.");
        Redirects.seeOther(response, PATH);
    }

    private void refusePassword(
            ServerRequest request, ServerResponse response, SignedIn person, ProblemException refused) {
        FormErrors errors;
        if (refused.problem() instanceof Problem.TooMany wait) {
            response.status(Status.TOO_MANY_REQUESTS_429)
                    .header(
                            HeaderNames.RETRY_AFTER,
                            Long.toString(wait.retryAfter().toSeconds()));
            errors = FormErrors.of("old_password", wait.message());
        } else {
            Problem.Invalid wrong = requireInvalid(refused);
            response.status(Status.BAD_REQUEST_400);
            errors = FormErrors.of(
                    wrong.pointer().equals("password") ? "new_password" : wrong.pointer(), wrong.message());
        }
        render(request, response, person, ProfileForms.of(person.user()).wrongPassword(errors));
    }

    /** A form can show what was typed wrong; anything else is for the error page. */
    private static Problem.Invalid requireInvalid(ProblemException e) {
        if (e.problem() instanceof Problem.Invalid invalid) {
            return invalid;
        }
        throw e;
    }

    private void render(ServerRequest request, ServerResponse response, SignedIn person, ProfileForms page) {
        html.render(
                response,
                "identity/signin/profile.jte",
                html.frame(request, response, "Profile")
                        .viewedBy(SignedInPages.viewer(person))
                        .under(new Crumb("Settings", "/settings")),
                page);
    }
}
