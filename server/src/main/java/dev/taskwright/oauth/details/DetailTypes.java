package dev.taskwright.oauth.details;

import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.Reach;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of authorization details that this server knows, and what it can say of them: RFC 9396, 5 to 7. */
public final class DetailTypes {
    /** {@code authorization_details_types_supported}: RFC 9396, 10. */
    public static final List<String> SUPPORTED = List.of(ProjectDetail.TYPE);

    /** Projects of one request, chosen ones too. */
    public static final int MOST_PROJECTS = 50;

    /** Projects that are remembered of one person and app; of more the latest count. */
    private static final int MOST_REMEMBERED = 100;

    private final String api;

    /** @param path of the API that keeps to them, below the issuer */
    public DetailTypes(Issuer issuer, String path) {
        this.api = issuer.at(path);
    }

    /**
     * Checks what an app asks for: known types that it may use, nothing but what they have.
     *
     * @throws OAuthException {@code invalid_authorization_details}
     */
    public void require(Client client, AuthorizationDetails asked) {
        List<String> own = client.metadata().security().detailTypes();
        int projects = 0;
        for (Map<String, Object> element : asked.plain()) {
            String type = String.valueOf(element.get("type"));
            if (!SUPPORTED.contains(type)) {
                throw invalid("a type is not one that this server knows");
            }
            if (!own.isEmpty() && !own.contains(type)) {
                throw invalid("a type is not one that the app is registered for");
            }
            try {
                projects += ProjectDetail.read(element, api).projects().size();
            } catch (IllegalArgumentException mistake) {
                throw invalid("check " + mistake.getMessage());
            }
        }
        if (projects > MOST_PROJECTS) {
            throw invalid("check identifiers, which are at most " + MOST_PROJECTS + " in all");
        }
    }

    /** Whether a person has to choose something before anything can be granted. */
    public static boolean isOpen(AuthorizationDetails details) {
        return read(details).stream().anyMatch(ProjectDetail::isOpen);
    }

    /** How far a token with these details reaches; empty when they open nothing. */
    public static Optional<Reach> reach(AuthorizationDetails details) {
        Map<ProjectId, ProjectAction> most = most(details);
        return most.isEmpty() ? Optional.empty() : Optional.of(new Reach.Projects(most));
    }

    /** Whether nothing is wanted that is not allowed already. What a person has to choose is never allowed already. */
    public static boolean covers(AuthorizationDetails allowed, AuthorizationDetails wanted) {
        Map<ProjectId, ProjectAction> most = most(allowed);
        return !isOpen(wanted)
                && most(wanted).entrySet().stream()
                        .allMatch(each -> Optional.ofNullable(most.get(each.getKey()))
                                .filter(action -> action.includes(each.getValue()))
                                .isPresent());
    }

    /** Both together, in our own words, as far as it is remembered. */
    public static AuthorizationDetails union(AuthorizationDetails before, AuthorizationDetails now) {
        Map<ProjectId, ProjectAction> most = new LinkedHashMap<>(most(now));
        most(before).forEach((project, action) -> {
            if (most.size() < MOST_REMEMBERED || most.containsKey(project)) {
                most.merge(project, action, DetailTypes::higher);
            }
        });
        Map<ProjectAction, Set<ProjectId>> byAction = new EnumMap<>(ProjectAction.class);
        most.forEach((project, action) ->
                byAction.computeIfAbsent(action, none -> new LinkedHashSet<>()).add(project));
        List<Map<String, Object>> plain = new ArrayList<>();
        byAction.forEach((action, projects) -> plain.add(ProjectDetail.plain(projects, action)));
        return new AuthorizationDetails(plain);
    }

    /**
     * What a token request gets of what was granted: RFC 9396, 6.1. An element that names no project means those that were
     * granted for as much.
     *
     * @throws OAuthException {@code invalid_authorization_details} when it is not within what was granted
     */
    public AuthorizationDetails narrow(Client client, AuthorizationDetails granted, AuthorizationDetails wanted) {
        require(client, wanted);
        Map<ProjectId, ProjectAction> most = most(granted);
        List<Map<String, Object>> narrowed = new ArrayList<>();
        for (Map<String, Object> element : wanted.plain()) {
            ProjectDetail detail = ProjectDetail.read(element, api);
            Set<ProjectId> enough = new LinkedHashSet<>();
            most.forEach((project, action) -> {
                if (action.includes(detail.most())) {
                    enough.add(project);
                }
            });
            Set<ProjectId> projects = detail.isOpen() ? enough : detail.projects();
            if (projects.isEmpty() || !enough.containsAll(projects)) {
                throw invalid("authorization_details go beyond what was granted");
            }
            narrowed.add(ProjectDetail.with(element, projects));
        }
        return new AuthorizationDetails(narrowed);
    }

    /**
     * What an app sent.
     *
     * @throws OAuthException {@code invalid_authorization_details} for what is no list of objects with a type
     */
    public static AuthorizationDetails parse(String json) {
        return AuthorizationDetails.parse(json)
                .orElseThrow(() -> invalid("authorization_details must be a JSON array of objects with a type"));
    }

    private static Map<ProjectId, ProjectAction> most(AuthorizationDetails details) {
        Map<ProjectId, ProjectAction> most = new LinkedHashMap<>();
        read(details)
                .forEach(detail ->
                        detail.projects().forEach(project -> most.merge(project, detail.most(), DetailTypes::higher)));
        return most;
    }

    private static List<ProjectDetail> read(AuthorizationDetails details) {
        return details.plain().stream()
                .flatMap(element -> ProjectDetail.kept(element).stream())
                .toList();
    }

    private static ProjectAction higher(ProjectAction one, ProjectAction other) {
        return one.includes(other) ? one : other;
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.invalidAuthorizationDetails(description));
    }
}
