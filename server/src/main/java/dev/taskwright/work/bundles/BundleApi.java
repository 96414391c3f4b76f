package dev.taskwright.work.bundles;

import static dev.taskwright.platform.operation.PathParam.path;
import static dev.taskwright.platform.operation.QueryParam.query;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.platform.operation.RawBody;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;

/** The operations on bundles. */
public final class BundleApi {
    private static final PathParam<SpaceId> SPACE = path("spaceId", BundleJson.SPACE_ID);
    private static final PathParam<SpaceId> WORKSPACE = path("workspaceId", BundleJson.SPACE_ID);
    private static final QueryParam<BundleFormat> FORMAT = query("format", BundleJson.FORMAT, BundleFormat.ZIP);
    private static final RawBody JSON = new RawBody(Bundles.LARGEST, List.of(), BundleJson.IMPORT, BundleJson.EXAMPLE);
    private static final List<String> ARCHIVES =
            List.of("application/zip", "application/octet-stream", "application/x-tsk");
    private static final RawBody ZIP = new RawBody(Bundles.LARGEST, ARCHIVES, null, BundleJson.EXAMPLE);
    private static final String TAG = "Bundle";
    private static final String INTO_A_FOLDER =
            "Makes a new folder, which you own, in the workspace; nothing that is there is changed. At most 50 MB.";
    private static final String BROKEN = "something in it is wrong; then nothing is changed";

    private final Bundles bundles;

    public BundleApi(Bundles bundles) {
        this.bundles = bundles;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("bundleExport", "/bundles/{spaceId}/export")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN))
                        .summary("Export a space as JSON")
                        .details("Everything but files.")
                        .takes(SPACE)
                        .largeItem(BundleJson.BUNDLE, (caller, in) -> bundles.exportJson(caller, in.get(SPACE))),
                Operation.get("bundleExportZip", "/bundles/{spaceId}/export/zip")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN))
                        .summary("Export a space as an archive")
                        .details("With its files. zip and tsk differ in name only.")
                        .takes(SPACE, FORMAT)
                        .file(
                                List.of("application/zip", "application/x-tsk"),
                                (caller, in) -> bundles.exportZip(caller, in.get(SPACE), in.get(FORMAT))),
                Operation.post("bundleImport", "/bundles/{workspaceId}/import")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Import a space from JSON")
                        .details(INTO_A_FOLDER)
                        .refusedWhen(BROKEN)
                        .takes(WORKSPACE, JSON)
                        .item(
                                BundleJson.INSTALLATION,
                                (caller, in) -> bundles.importJson(caller, in.get(WORKSPACE), in.get(JSON))),
                Operation.post("bundleImportZip", "/bundles/{workspaceId}/import/zip")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Import a space from an archive")
                        .details(INTO_A_FOLDER)
                        .refusedWhen(BROKEN)
                        .takes(WORKSPACE, ZIP)
                        .item(
                                BundleJson.INSTALLATION,
                                (caller, in) -> bundles.importZip(caller, in.get(WORKSPACE), in.get(ZIP))));
    }
}
