package dev.taskwright.work.media;

import static dev.taskwright.platform.json.Shapes.out;

import dev.taskwright.base.MediaId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Shapes;
import java.util.function.Function;

/** Files on the wire. */
final class MediaJson {
    static final Scalar<MediaId> ID = Shapes.line(1, 128).as(MediaId::new, MediaId::value);
    static final Scalar<SpaceId> SPACE_ID = Shapes.line(1, 128).as(SpaceId::new, SpaceId::value);

    private static final Out<String> KIND = Shapes.TEXT.about("image, video, audio, document or file.");

    static final Out<Media> MEDIA = out("Media", Media.class)
            .field("id", ID, Media::id)
            .field("space_id", SPACE_ID, Media::space)
            .field("kind", KIND, media -> media.type().kind());

    private MediaJson() {}

    /** @param address where a file can be downloaded */
    static Out<Media> uploaded(Function<Media, String> address) {
        return out("MediaUploaded", Media.class)
                .field("mediaId", ID, Media::id)
                .field("fileId", Shapes.TEXT, Media::fileId)
                .field("kind", KIND, media -> media.type().kind())
                .field("downloadUrl", Shapes.TEXT, address);
    }
}
