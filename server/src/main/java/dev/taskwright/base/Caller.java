package dev.taskwright.base;

import java.util.Set;

/**
 * Who asks for something, as far as the rules of the product need to know. A feature receives a caller; only
 * {@code identity.access} and the command line make one.
 */
public sealed interface Caller {
    /** What the presented credential allows; a browser session allows everything its person may do. */
    Set<Scope> scopes();

    /** How the caller came in, for the change log: {@code session}, {@code token:ID}, {@code oauth:CLIENT}, {@code link:ID}, {@code cli}. */
    String via();

    /**
     * A person, through a browser session, a personal token or an app that they authorised.
     *
     * @param reach how far what they presented carries them
     */
    record Person(UserId id, String handle, Set<Scope> scopes, String via, Reach reach) implements Caller {
        public Person {
            scopes = Set.copyOf(scopes);
        }

        /** One whose credential carries them everywhere. */
        public Person(UserId id, String handle, Set<Scope> scopes, String via) {
            this(id, handle, scopes, via, Reach.EVERYTHING);
        }

        /** The same with another reach. */
        public Person within(Reach other) {
            return new Person(id, handle, scopes, via, other);
        }
    }

    /** Whoever runs commands on the data itself. Space roles do not bind them: they could read the files anyway. */
    record Operator(String via) implements Caller {
        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.ADMIN, Scope.API1, Scope.API2, Scope.AUTH);
        }
    }

    /**
     * Whoever opened a share link of a project: nobody in particular, and in that project only. What the link allows is
     * looked up each time, so that it ends with the link.
     *
     * @param link the id of the link, which opens nothing by itself
     */
    record Visitor(String link, ProjectId project) implements Caller {
        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public String via() {
            return "link:" + link;
        }
    }
}
