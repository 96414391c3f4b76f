package dev.taskwright.doors.web;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.projects.ShareChange;
import dev.taskwright.work.projects.ShareLink;
import dev.taskwright.work.projects.ShareLinks;
import dev.taskwright.work.projects.ShareTier;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{project}/sharing}: the share links of a project, switched on, off, replaced, limited. */
public final class ProjectSharePages implements HttpService {
    private final Desk desk;
    private final Projects projects;
    private final ShareLinks links;
    private final String issuer;

    /** {@code issuer} is the server's public address, without a slash at the end. */
    public ProjectSharePages(Desk desk, Projects projects, ShareLinks links, String issuer) {
        this.desk = desk;
        this.projects = projects;
        this.links = links;
        this.issuer = issuer;
    }

    public record Sharing(String path, List<Link> links, String expires, boolean hasPassword, FormErrors errors) {}

    /** @param tier {@code view}; the id of its field */
    public record Link(String tier, String label, String url) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/projects/{project}/sharing", desk.page(this::show))
                .post("/projects/{project}/sharing", desk.page(this::act));
    }

    private void show(Visit visit) {
        render(visit, FormErrors.NONE);
    }

    private void render(Visit visit, FormErrors errors) {
        Project project = projects.get(visit.caller(), visit.project());
        List<ShareLink> all = links.list(visit.caller(), project.id());
        List<Link> shown = all.stream()
                .sorted(Comparator.comparing(ShareLink::tier))
                .map(link -> new Link(link.tier().word(), label(link.tier()), link.url(issuer)))
                .toList();
        @Nullable Instant expires = all.isEmpty() ? null : all.getFirst().expiresAt();
        Sharing page = new Sharing(
                "/projects/" + project.id(),
                shown,
                expires == null
                        ? ""
                        : LocalDate.ofInstant(expires.minusMillis(1), ZoneOffset.UTC)
                                .toString(),
                all.stream().anyMatch(ShareLink::hasPassword),
                errors);
        visit.render(
                "project-sharing.jte",
                visit.frame("Sharing")
                        .under(new Crumb("Home", "/"), new Crumb(project.name(), "/projects/" + project.id())),
                page);
    }

    private static String label(ShareTier tier) {
        return switch (tier) {
            case VIEW -> "To look";
            case CHECK -> "To complete tasks";
            case EDIT -> "To edit";
        };
    }

    private void act(Visit visit) {
        Fields form = visit.form();
        ProjectId project = visit.project();
        try {
            String said = act(visit, form, project);
            visit.done("/projects/" + project + "/sharing", said);
        } catch (ProblemException e) {
            render(visit, visit.refused(e, ""));
        }
    }

    /** What to say once it is done. */
    private String act(Visit visit, Fields form, ProjectId project) {
        return switch (form.text("act")) {
            case "on" -> {
                links.enable(visit.caller(), project);
                yield "Sharing is on.";
            }
            case "off" -> {
                links.disable(visit.caller(), project);
                yield "Sharing is off. The links open nothing any more.";
            }
            case "rotate" -> {
                links.rotate(visit.caller(), project);
                yield "The links are new. The old ones open nothing any more.";
            }
            case "limit" -> {
                links.change(visit.caller(), project, null, change(form));
                yield "Saved.";
            }
            default -> throw ProblemException.invalid("", "No such act");
        };
    }

    /** An empty password leaves it as it is, unless it is to be taken away. */
    private static ShareChange change(Fields form) {
        String password = form.text("password");
        boolean isOpen = form.first("open").isPresent();
        return new ShareChange(
                true,
                end(form.text("expiresAt").strip()),
                isOpen || !password.isEmpty(),
                isOpen ? null : password.isEmpty() ? null : password);
    }

    /** The end of that day, everywhere. */
    private static @Nullable Instant end(String day) {
        try {
            return day.isEmpty()
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException notOne) {
            throw ProblemException.invalid("/expiresAt", "must be a day such as 2026-05-01");
        }
    }
}
