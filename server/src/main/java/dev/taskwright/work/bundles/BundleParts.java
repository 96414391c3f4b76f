package dev.taskwright.work.bundles;

import dev.taskwright.platform.blob.Spool;
import dev.taskwright.platform.db.Db;
import dev.taskwright.work.details.Details;
import dev.taskwright.work.fields.Fields;
import dev.taskwright.work.media.Medias;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.tree.Nodes;

/** What a bundle's things are read from and made into. */
public record BundleParts(
        Db db,
        SpaceAccess spaces,
        Projects projects,
        Nodes nodes,
        Fields fields,
        Details details,
        Medias medias,
        Spool spool) {}
