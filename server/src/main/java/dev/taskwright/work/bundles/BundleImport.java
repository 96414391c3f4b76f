package dev.taskwright.work.bundles;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.blob.Spooled;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.json.Json;
import dev.taskwright.work.details.Assignee;
import dev.taskwright.work.details.Hung;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.media.Media;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what a bundle holds into a folder, a bite at a time, so that others get their turn at the database between. */
final class BundleImport {
    private static final int BITE = 2_000;

    private final BundleParts parts;
    private final BundleStore store;
    private final Caller caller;
    private final Space folder;
    private final SpaceId workspace;
    private final Map<String, String> newIds;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    /** @param newIds by the bundle's ids of projects; those of files are added */
    BundleImport(
            BundleParts parts,
            BundleStore store,
            Caller caller,
            Space folder,
            SpaceId workspace,
            Map<String, String> newIds) {
        this.parts = parts;
        this.store = store;
        this.caller = caller;
        this.folder = folder;
        this.workspace = workspace;
        this.newIds = newIds;
    }

    BundleInstallation installation() {
        return new BundleInstallation(
                folder.id(),
                count(Kind.PROJECT),
                count(Kind.FLOW),
                count(Kind.AGENT),
                count(Kind.TEMPLATE),
                count(Kind.MEDIA),
                count(Kind.APP));
    }

    private int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Files come before everything that may point at them; without bytes they are left out. */
    void takeFile(BundleItem item) {
        if (item instanceof BundleItem.File(String id, String name, BundleItem.Bytes bytes)
                && name != null
                && bytes != null) {
            try (InputStream in = bytes.open();
                    Spooled spooled = parts.spool().receive(in)) {
                Media media = parts.medias().plant(caller, folder.id(), name, spooled);
                newIds.put(id, media.id().value());
                counts.merge(Kind.MEDIA, 1, Integer::sum);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Everything but files. */
    void take(BundleItem item) {
        switch (item) {
            case BundleItem.Tree tree -> {
                takeTree(tree);
                counts.merge(item.kind(), 1, Integer::sum);
            }
            case BundleItem.Other other -> {
                BundleStore.Kept kept = new BundleStore.Kept(
                        other.id(), other.kind(), Json.text(new Renaming(newIds).of(other.whole())));
                write(tx -> store.insert(tx, folder.id(), kept));
                counts.merge(item.kind(), 1, Integer::sum);
            }
            case BundleItem.File _ -> {}
        }
    }

    private void takeTree(BundleItem.Tree tree) {
        ProjectId id = new ProjectId(newIds.getOrDefault(tree.id(), ""));
        List<BundleNode> walk = tree.title().walk();
        List<Node> nodes = parts.nodes().grow(tree.title().grown(), "");
        Project project =
                new Project(id, folder.id(), nodes.getFirst().text(), tree.isCompleted(), tree.kind() == Kind.TEMPLATE);
        write(tx -> {
            parts.projects().plant(tx, caller, project, nodes.subList(0, Math.min(BITE, nodes.size())));
            parts.projects().keepState(tx, project);
            parts.fields().plant(tx, id, tree.fields());
            Object preferences = tree.preferences();
            if (preferences != null) {
                store.insertPreferences(tx, id, Json.text(preferences));
            }
        });
        for (int start = BITE; start < nodes.size(); start += BITE) {
            List<Node> bite = nodes.subList(start, Math.min(start + BITE, nodes.size()));
            write(tx -> parts.nodes().plant(tx, caller, id, bite));
        }
        hangDetails(id, walk, nodes, tree.fields());
    }

    private void hangDetails(
            ProjectId project, List<BundleNode> walk, List<Node> nodes, List<FieldDefinition> definitions) {
        Map<String, UserId> people = people(walk, definitions);
        Map<FieldId, FieldDefinition> byId = new HashMap<>();
        definitions.forEach(field -> byId.put(field.id(), field));
        KeptValues values = new KeptValues(byId, people, newIds);
        List<Hung> bite = new ArrayList<>();
        for (int i = 0; i < walk.size(); i++) {
            BundleNode from = walk.get(i);
            Hung hung = new Hung(
                    nodes.get(i).id(), from.note(), from.date(), assignees(from, people), values.of(from.values()));
            if (!hung.isNothing()) {
                bite.add(hung);
            }
            if (bite.size() == BITE / 4 || (i == walk.size() - 1 && !bite.isEmpty())) {
                List<Hung> now = List.copyOf(bite);
                write(tx -> now.forEach(each -> parts.details().hang(tx, project, each)));
                bite.clear();
            }
        }
    }

    /** Who of those named is a member of the workspace; the others are strangers there, and left out. */
    private Map<String, UserId> people(List<BundleNode> walk, List<FieldDefinition> definitions) {
        Set<String> handles = new HashSet<>();
        Set<String> personal = KeptValues.personal(definitions);
        for (BundleNode node : walk) {
            node.assignees().forEach(handle -> handles.add(handle.toLowerCase(Locale.ROOT)));
            node.values().forEach((field, value) -> {
                if (personal.contains(field)) {
                    handles.add(String.valueOf(value).toLowerCase(Locale.ROOT));
                }
            });
        }
        Map<String, UserId> people = new HashMap<>();
        List<String> all = List.copyOf(handles);
        for (int start = 0; start < all.size(); start += BITE) {
            Collection<String> some = all.subList(start, Math.min(start + BITE, all.size()));
            people.putAll(parts.db().read(tx -> parts.spaces().people(tx, workspace, some)));
        }
        return people;
    }

    private static List<Assignee> assignees(BundleNode node, Map<String, UserId> people) {
        List<Assignee> assignees = new ArrayList<>();
        for (String handle : new HashSet<>(node.assignees())) {
            @Nullable UserId person = people.get(handle.toLowerCase(Locale.ROOT));
            if (person != null) {
                assignees.add(new Assignee(person, handle, ""));
            }
        }
        return assignees;
    }

    /** One short transaction. */
    @FunctionalInterface
    private interface Bite {
        void on(Tx tx);
    }

    private void write(Bite bite) {
        parts.db().write(tx -> {
            bite.on(tx);
            return folder;
        });
    }
}
