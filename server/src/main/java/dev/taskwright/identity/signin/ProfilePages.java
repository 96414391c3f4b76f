package dev.taskwright.identity.signin;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.users.Detail;
import dev.taskwright.identity.users.Pictures;
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
import dev.taskwright.platform.http.MultipartForm;
import dev.taskwright.platform.http.Redirects;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /settings/profile}: what a person may change about themselves, picture and password included. */
public final class ProfilePages implements HttpService {
    private static final String PATH = "/settings/profile";

    private final Users users;
    private final Pictures pictures;
    private final PasswordCheck passwords;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;
    private final ClientAddress addresses;

    public ProfilePages(
            Users users,
            Pictures pictures,
            PasswordCheck passwords,
            SignedInPages sessions,
            Html html,
            Csrf csrf,
            ClientAddress addresses) {
        this.users = users;
        this.pictures = pictures;
        this.passwords = passwords;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
        this.addresses = addresses;
    }

    /**
     * What the page shows: a form for the profile, one for the picture, one for the password, each with its own errors.
     *
     * @param uploaded path of the uploaded picture
     */
    public record ProfileForms(
            Profile profile,
            @Nullable String uploaded,
            FormErrors errors,
            FormErrors pictureErrors,
            FormErrors passwordErrors) {
        static ProfileForms of(User user) {
            return of(
                    user,
                    new Profile(
                            user.handle(),
                            user.email(),
                            user.name(),
                            user.hasUploadedPicture() ? null : user.pictureUrl(),
                            user.details().values()));
        }

        static ProfileForms of(User user, Profile typed) {
            String uploaded = user.hasUploadedPicture() ? user.pictureUrl() : null;
            return new ProfileForms(typed, uploaded, FormErrors.NONE, FormErrors.NONE, FormErrors.NONE);
        }

        ProfileForms wrong(FormErrors found) {
            return new ProfileForms(profile, uploaded, found, pictureErrors, passwordErrors);
        }

        ProfileForms wrongPicture(FormErrors found) {
            return new ProfileForms(profile, uploaded, errors, found, passwordErrors);
        }

        ProfileForms wrongPassword(FormErrors found) {
            return new ProfileForms(profile, uploaded, errors, pictureErrors, found);
        }

        /** For the form field, which is empty when there is none. */
        public String picture() {
            String url = profile.pictureUrl();
            return url == null ? "" : url;
        }

        public List<Detail> details() {
            return List.of(Detail.values());
        }

        public String text(Detail detail) {
            return profile.details().getOrDefault(detail, "");
        }

        /** How to write it, where that is not plain. */
        public @Nullable String hint(Detail detail) {
            return switch (detail) {
                case BIRTHDATE -> "Like 1985-04-12; 1985 and 0000-04-12 will do.";
                case ZONEINFO -> "Like Europe/Berlin.";
                case LOCALE -> "A language tag like en, de-CH or ja.";
                case PHONE_NUMBER -> "With the country code, like +49 30 1234567.";
                default -> null;
            };
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, sessions.only(this::show))
                .post(PATH, sessions.only(this::change))
                .post(PATH + "/picture", sessions.only(this::changePicture))
                .post(PATH + "/picture/remove", sessions.only(this::removePicture))
                .post(PATH + "/password", sessions.only(this::changePassword));
    }

    private void show(ServerRequest request, ServerResponse response, SignedIn person) {
        render(request, response, person, ProfileForms.of(person.user()));
    }

    private void change(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        for (Detail detail : Detail.values()) {
            details.put(detail, form.text(detail.claim()));
        }
        Profile typed =
                new Profile(form.text("handle"), form.text("email"), form.text("name"), form.text("picture"), details);
        try {
            users.updateProfile(person.caller(), person.userId(), typed);
        } catch (ProblemException e) {
            Problem.Invalid wrong = requireInvalid(e);
            response.status(Status.BAD_REQUEST_400);
            render(
                    request,
                    response,
                    person,
                    ProfileForms.of(person.user(), typed).wrong(FormErrors.of(wrong, "")));
            return;
        }
        html.notices().put(response, "Your profile is saved.");
        Redirects.seeOther(response, PATH);
    }

    private void changePicture(ServerRequest request, ServerResponse response, SignedIn person) {
        try {
            MultipartForm form = MultipartForm.read(request, Pictures.LARGEST_UPLOAD);
            csrf.check(request, form.fields());
            pictures.put(person.caller(), person.userId(), form.file("image"));
        } catch (ProblemException e) {
            boolean isLarge = e.problem() instanceof Problem.TooLarge;
            response.status(isLarge ? Status.REQUEST_ENTITY_TOO_LARGE_413 : Status.BAD_REQUEST_400);
            FormErrors found = FormErrors.of("image", e.problem().message());
            render(request, response, person, ProfileForms.of(person.user()).wrongPicture(found));
            return;
        }
        html.notices().put(response, "Your picture is saved.");
        Redirects.seeOther(response, PATH);
    }

    private void removePicture(ServerRequest request, ServerResponse response, SignedIn person) {
        csrf.check(request, FormBody.read(request));
        pictures.remove(person.caller(), person.userId());
        html.notices().put(response, "Your picture is removed.");
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
        users.find(person.userId())
                .ifPresent(renewed -> sessions.start(request, response, renewed, SignedIn.BY_PASSWORD));
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
