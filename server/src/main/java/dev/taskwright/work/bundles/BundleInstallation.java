package dev.taskwright.work.bundles;

import dev.taskwright.base.SpaceId;

/**
 * What an import made.
 *
 * @param folder the new folder that holds it
 */
public record BundleInstallation(
        SpaceId folder, int projects, int flows, int agents, int templates, int medias, int apps) {}
