package dev.taskwright.work.bundles;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.values.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Looks a bundle through before anything of it is written: afterwards nothing of it can be refused. */
final class BundleCheck {
    private static final int MOST_ITEMS = 10_000;
    private static final int LARGEST_OTHER = 4 * 1024 * 1024;

    private final long largestFile;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> projects = new LinkedHashSet<>();

    BundleCheck(long largestFile) {
        this.largestFile = largestFile;
    }

    /** The bundle's ids of projects and templates. */
    Set<String> projects() {
        return projects;
    }

    void check(BundleItem item) {
        if (!seen.add(item.kind() + " " + item.id())) {
            throw refused(item, "is there twice");
        }
        if (seen.size() > MOST_ITEMS) {
            throw refused(item, "is one too many: a bundle has at most " + MOST_ITEMS + " items");
        }
        switch (item) {
            case BundleItem.Tree tree -> check(tree);
            case BundleItem.Other other -> {
                if (Json.text(other.whole()).getBytes(StandardCharsets.UTF_8).length > LARGEST_OTHER) {
                    throw refused(item, "is larger than " + LARGEST_OTHER + " bytes");
                }
            }
            case BundleItem.File file -> check(file);
        }
    }

    private void check(BundleItem.Tree tree) {
        if (!projects.add(tree.id())) {
            throw refused(tree, "is a project and a template");
        }
        Map<String, FieldData> fields = new HashMap<>();
        for (FieldDefinition field : tree.fields()) {
            if (fields.put(field.id().value(), field.data()) != null) {
                throw refused(tree, "has two fields with the id " + field.id());
            }
        }
        tree.title()
                .walk()
                .forEach(node -> node.values().forEach((id, value) -> {
                    FieldData field = fields.get(requireId(tree, id));
                    try {
                        boolean isPointer = field instanceof FieldData.Relationship;
                        if (value != null && field != null && (isPointer || KeptValues.isPlain(field))) {
                            Object _ = isPointer ? Reading.text(value) : Reading.plain(field, value);
                        }
                    } catch (IllegalArgumentException e) {
                        throw refused(tree, "has a task whose value in the field " + id + " " + e.getMessage());
                    }
                }));
    }

    private static String requireId(BundleItem item, String field) {
        try {
            return new FieldId(field).value();
        } catch (IllegalArgumentException e) {
            throw refused(item, "has a task with a value in a field without a proper id");
        }
    }

    private void check(BundleItem.File file) {
        BundleItem.Bytes bytes = file.bytes();
        if (bytes == null) {
            return;
        }
        try (InputStream in = bytes.open()) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            if (size > largestFile) {
                throw refused(file, "is larger than " + largestFile + " bytes");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException refused(BundleItem item, String why) {
        return ProblemException.invalid(
                "", "The bundle cannot be read: " + item.kind().folder() + "/" + item.id() + " " + why);
    }
}
