package dev.taskwright.work.media;

import static dev.taskwright.platform.json.Shapes.integer;
import static dev.taskwright.platform.operation.PathParam.path;
import static dev.taskwright.platform.operation.QueryParam.query;

import dev.taskwright.base.MediaId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.platform.operation.RawBody;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;

/** The operations on files. */
public final class MediaApi {
    private static final int LARGEST_PAGE = 100;
    private static final PathParam<MediaId> MEDIA = path("mediaId", MediaJson.ID);
    private static final PathParam<SpaceId> SPACE = path("spaceId", MediaJson.SPACE_ID);
    private static final PathParam<SpaceId> FOLDER = path("folderId", MediaJson.SPACE_ID);
    private static final QueryParam<String> FILENAME = QueryParam.required("filename", Shapes.line(1, 1_000));
    private static final QueryParam<Integer> LIMIT = query("limit", integer(1, Integer.MAX_VALUE), LARGEST_PAGE);
    private static final QueryParam<Integer> PAGE = query("page", integer(1, Integer.MAX_VALUE), 1);
    private static final String TAG = "Media";

    private final Medias medias;
    private final RawBody file;
    private final String root;

    /**
     * @param largest the most bytes that a file may have
     * @param root the address below which operations are served
     */
    public MediaApi(Medias medias, long largest, String root) {
        this.medias = medias;
        this.file = new RawBody(largest, List.of(), null, "A file that is text.\n");
        this.root = root;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("mediasGet", "/folders/{folderId}/medias")
                        .tag("Folder")
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("List the files of a folder")
                        .details("The newest first. A page holds at most 100; a larger limit means 100.")
                        .takes(FOLDER, LIMIT, PAGE)
                        .items(
                                MediaJson.MEDIA,
                                (caller, in) -> medias.list(
                                        caller, in.get(FOLDER), Math.min(in.get(LIMIT), LARGEST_PAGE), in.get(PAGE))),
                Operation.get("mediaGet", "/medias/{mediaId}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("Get a file's description")
                        .takes(MEDIA)
                        .item(MediaJson.MEDIA, (caller, in) -> medias.get(caller, in.get(MEDIA))),
                Operation.delete("mediaDelete", "/medias/{mediaId}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Delete a file")
                        .takes(MEDIA)
                        .done((caller, in) -> medias.delete(caller, in.get(MEDIA))),
                Operation.get("mediaDownload", "/medias/{mediaId}/download")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("Download a file")
                        .details("As an attachment of the type that its bytes have. Range and If-None-Match are heard.")
                        .takes(MEDIA)
                        .file(List.of("*/*"), (caller, in) -> medias.download(caller, in.get(MEDIA))),
                Operation.get("mediaDownloadAll", "/medias/spaces/{spaceId}/download")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("Download all files of a space as a ZIP")
                        .details("For each file ID/metadata.json and ID/original.")
                        .refusedWhen("there are more than 100")
                        .takes(SPACE)
                        .file(List.of("application/zip"), (caller, in) -> medias.downloadAll(caller, in.get(SPACE))),
                Operation.post("mediaUpload", "/medias/spaces/{spaceId}/upload")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Upload a file to a space")
                        .details("The body is the file itself; what it is, is found from its bytes.")
                        .refusedWhen("it is empty")
                        .takes(SPACE, FILENAME, file)
                        .item(
                                MediaJson.uploaded(media -> root + "/medias/" + media.id() + "/download"),
                                (caller, in) -> medias.upload(caller, in.get(SPACE), in.get(FILENAME), in.get(file))));
    }
}
