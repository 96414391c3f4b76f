package dev.taskwright.work.bundles;

import java.util.Optional;
import java.util.stream.Stream;

/** What an item of a bundle is. */
enum Kind {
    PROJECT("space-bundle-project-item", "projectId", "projects"),
    TEMPLATE("space-bundle-template-item", "projectId", "templates"),
    AGENT("space-bundle-agent-item", "agentId", "agents"),
    FLOW("space-bundle-flow-item", "flowId", "automations"),
    APP("space-bundle-app-item", "appId", "apps"),
    MEDIA("space-bundle-media-item", "mediaId", "media");

    private final String type;
    private final String idName;
    private final String folder;

    Kind(String type, String idName, String folder) {
        this.type = type;
        this.idName = idName;
        this.folder = folder;
    }

    /** The word in an item's {@code type}. */
    String type() {
        return type;
    }

    /** The property of an item that repeats its id. */
    String idName() {
        return idName;
    }

    /** The folder of an archive that such items are in. */
    String folder() {
        return folder;
    }

    static Optional<Kind> ofType(Object type) {
        return Stream.of(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }
}
