package dev.taskwright.house;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of the house: every room there is or will be, and what it may import. ARCHITECTURE.md repeats it as a table,
 * compared with this one by {@link DocumentsTest}.
 *
 * <p>A room is named without the root package: {@code work.tasks}.
 */
final class House {
    static final String ROOT = "dev.taskwright";

    /**
     * A storey: groups of rooms, the earlier groups known by the later ones, rooms of one group strangers to each
     * other.
     *
     * @param number its height in the drawing; a storey imports nothing above its number
     * @param name the package below the root
     * @param groups the rooms; the storey's own package is the room with an empty name
     * @param below what its rooms may import outside the storey, as rooms or whole storeys
     */
    record Storey(int number, String name, List<List<String>> groups, List<String> below) {
        List<String> rooms() {
            return groups.stream().flatMap(List::stream).map(this::room).toList();
        }

        private String room(String part) {
            return part.isEmpty() ? name : name + "." + part;
        }

        /** Whether {@code from}, a room of this storey, knows {@code to}, another one of it. */
        boolean knows(String from, String to) {
            return group(to) < group(from);
        }

        private int group(String room) {
            for (int i = 0; i < groups.size(); i++) {
                if (groups.get(i).stream().map(this::room).anyMatch(room::equals)) {
                    return i;
                }
            }
            throw new IllegalArgumentException(room + " is not in storey " + name);
        }

        /** This storey as ARCHITECTURE.md must show it. */
        String tableRow() {
            String order = groups.size() == 1 && groups.getFirst().equals(List.of(""))
                    ? "one room"
                    : groups.stream()
                            .map(g -> String.join(", ", g).isEmpty() ? name : String.join(", ", g))
                            .collect(Collectors.joining(" → "));
            String imports = below.isEmpty() ? "the JDK" : String.join(", ", below);
            return "| %d | `%s` | %s | %s |".formatted(number, name, order, imports);
        }
    }

    static final List<Storey> STOREYS = List.of(
            new Storey(0, "base", order(""), List.of()),
            new Storey(
                    1,
                    "platform",
                    order(
                            "config, json",
                            "db, crypto, http, outbound, blob, mail, operation",
                            "picture",
                            "jobs",
                            "events",
                            "html, telemetry"),
                    List.of("base")),
            new Storey(
                    2,
                    "identity",
                    order("users", "sessions", "access", "factors, passkeys", "personaltokens, signin"),
                    List.of("base", "platform")),
            new Storey(
                    3,
                    "oauth",
                    order(
                            "protocol",
                            "keys, clients, possession",
                            "profiles",
                            "messages, authentication, claims, details",
                            "apps, tokens, consent",
                            "decisions, documents",
                            "devices, backchannel, requests",
                            "pushed",
                            "authorize, grants, userinfo, introspection, logout, discovery, registration"),
                    List.of("base", "platform", "identity")),
            new Storey(
                    3,
                    "work",
                    order(
                            "spaces",
                            "media",
                            "tree",
                            "details",
                            "projects",
                            "fields",
                            "copies",
                            "tasks",
                            "values",
                            "search",
                            "agents",
                            "bundles",
                            "webhooks"),
                    List.of("base", "platform", "identity.users")),
            new Storey(
                    4, "doors", order("rest, actions, mcp, openapi"), List.of("base", "platform", "identity.access")),
            new Storey(4, "doors.web", order(""), List.of("base", "platform", "identity", "oauth", "work")),
            new Storey(
                    5,
                    "app",
                    order("command", "wiring", "admin", "serve", ""),
                    List.of("base", "platform", "identity", "oauth", "work", "doors", "doors.web")));

    /** Rooms on the plan whose issue has not come yet; a room leaves this list when its first class arrives. */
    static final List<String> NOT_BUILT_YET =
            List.of("platform.mail", "work.search", "work.agents", "work.webhooks", "doors.actions", "doors.mcp");

    private House() {}

    static List<String> rooms() {
        return STOREYS.stream().flatMap(s -> s.rooms().stream()).toList();
    }

    /** The room of a package, as {@code work.tasks}; empty for a package that is not on the plan. */
    static Optional<String> roomOf(String packageName) {
        return rooms().stream().filter(r -> packageName.equals(ROOT + "." + r)).findFirst();
    }

    static boolean mayImport(String from, String to) {
        Storey here = storeyOf(from);
        Storey there = storeyOf(to);
        if (here.equals(there)) {
            return from.equals(to) || here.knows(from, to);
        }
        return here.below().contains(to) || here.below().contains(there.name());
    }

    static Storey storeyOf(String room) {
        return STOREYS.stream()
                .filter(s -> s.rooms().contains(room))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(room + " is not on the plan"));
    }

    private static List<List<String>> order(String... groups) {
        return Stream.of(groups).map(g -> List.of(g.split(", ", -1))).toList();
    }
}
