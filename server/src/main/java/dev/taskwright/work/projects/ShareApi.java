package dev.taskwright.work.projects;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.projects.ShareJson.Shown;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on the share links of a project. */
public final class ShareApi {
    private static final PathParam<ProjectId> PROJECT = path("projectId", ProjectJson.ID);
    private static final Body<ShareJson.Change> CHANGE =
            body(ShareJson.CHANGE, Map.of("tier", "edit", "expiresAt", "2100-01-01T00:00:00Z"));
    private static final String TAG = "Project";
    private static final String WHO = "You need the role editor in the project's folder.";

    private final ShareLinks links;
    private final String issuer;

    /** {@code issuer} is the server's public address, without a slash at the end: where links lead. */
    public ShareApi(ShareLinks links, String issuer) {
        this.links = links;
        this.issuer = issuer;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("projectShareLinkGet", "/projects/{projectId}/shareLink")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.EDITOR))
                        .summary("Get the share links of a project")
                        .details("null while sharing is off. " + WHO)
                        .takes(PROJECT)
                        .item(ShareJson.SHARE_OR_NULL, this::get),
                Operation.put("projectShareLinkEnable", "/projects/{projectId}/shareLink")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.EDITOR))
                        .summary("Switch sharing on and get the share links of a project")
                        .details("The links are the same as before where it is on already. " + WHO)
                        .takes(PROJECT)
                        .item(ShareJson.SHARE, (caller, in) -> shown(links.enable(caller, in.get(PROJECT)))),
                Operation.patch("projectShareLinkUpdate", "/projects/{projectId}/shareLink")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.EDITOR))
                        .summary("Say how long share links open and which password they ask for")
                        .details(
                                "null takes either away; what is not said stays. Without a tier for every link. " + WHO)
                        .refusedWhen("sharing is off, or the time is over")
                        .extension()
                        .takes(PROJECT, CHANGE)
                        .items(ShareJson.LINK, this::change),
                Operation.delete("projectShareLinkDisable", "/projects/{projectId}/shareLink")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.EDITOR))
                        .summary("Switch sharing off")
                        .details("The links open nothing from then on, also after it is switched on again. " + WHO)
                        .extension()
                        .takes(PROJECT)
                        .done((caller, in) -> links.disable(caller, in.get(PROJECT))),
                Operation.post("projectShareLinkRotate", "/projects/{projectId}/shareLink/rotate")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.EDITOR))
                        .summary("Replace the share links of a project by new ones")
                        .details("Expiry and password stay. " + WHO)
                        .refusedWhen("sharing is off")
                        .extension()
                        .takes(PROJECT)
                        .item(ShareJson.SHARE, (caller, in) -> shown(links.rotate(caller, in.get(PROJECT)))));
    }

    private Optional<Shown> get(Caller caller, Arguments in) {
        List<ShareLink> all = links.list(caller, in.get(PROJECT));
        return all.isEmpty() ? Optional.empty() : Optional.of(shown(all));
    }

    private List<ShareJson.One> change(Caller caller, Arguments in) {
        ShareJson.Change change = in.get(CHANGE);
        return links.change(caller, in.get(PROJECT), change.tier(), change.change()).stream()
                .map(link -> new ShareJson.One(link, issuer))
                .toList();
    }

    private Shown shown(List<ShareLink> all) {
        return new Shown(all, issuer);
    }
}
