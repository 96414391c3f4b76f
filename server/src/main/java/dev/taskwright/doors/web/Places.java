package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.spaces.Workspaces;
import java.util.ArrayList;
import java.util.List;

/** The folders that somebody may put a project into, as lines to choose from. */
final class Places {
    private final Workspaces workspaces;
    private final Folders folders;

    Places(Workspaces workspaces, Folders folders) {
        this.workspaces = workspaces;
        this.folders = folders;
    }

    List<Option> forProjects(Caller caller, String chosen) {
        List<Option> options = new ArrayList<>();
        for (Space workspace : workspaces.list(caller)) {
            for (Space folder : folders.list(caller, workspace.id())) {
                boolean isHome = folder.id().equals(workspace.id());
                add(
                        options,
                        caller,
                        folder,
                        isHome ? workspace.name() : workspace.name() + " / " + folder.name(),
                        chosen);
            }
        }
        for (Space folder : folders.shared(caller)) {
            add(options, caller, folder, folder.name(), chosen);
        }
        return options;
    }

    private void add(List<Option> options, Caller caller, Space folder, String label, String chosen) {
        if (folders.get(caller, folder.id()).role().isAtLeast(Role.EDITOR)) {
            String id = folder.id().value();
            options.add(new Option(id, label, id.equals(chosen)));
        }
    }
}
