package dev.taskwright.platform.operation;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * One thing the product can be asked to do.
 *
 * <pre>{@code
 * Operation.put("taskMove", "/projects/{projectId}/tasks/{taskId}/move")
 *         .tag("Task").summary("Move a task within its project").needs(Scope.API1)
 *         .takes(PROJECT, TASK, MOVE)
 *         .item(TaskJson.TASK, (caller, in) -> tasks.move(caller, address(in), in.get(MOVE)));
 * }</pre>
 */
public final class Operation {
    private final OperationFacts facts;
    private final Answer<?> answer;
    private final BiFunction<Caller, Arguments, Reply> run;

    Operation(OperationFacts facts, Answer<?> answer, BiFunction<Caller, Arguments, Reply> run) {
        this.facts = facts;
        this.answer = answer;
        this.run = run;
    }

    /** {@code path} is a template below the door's root; a trailing slash in it is only how documents spell it. */
    public static OperationDraft get(String id, String path) {
        return new OperationDraft(Method.GET, id, path);
    }

    public static OperationDraft post(String id, String path) {
        return new OperationDraft(Method.POST, id, path);
    }

    public static OperationDraft put(String id, String path) {
        return new OperationDraft(Method.PUT, id, path);
    }

    public static OperationDraft patch(String id, String path) {
        return new OperationDraft(Method.PATCH, id, path);
    }

    public static OperationDraft delete(String id, String path) {
        return new OperationDraft(Method.DELETE, id, path);
    }

    /** Does it. The caller's scope was compared with {@link #scope} before; roles are the handler's matter. */
    public Reply run(Caller caller, Arguments in) {
        return run.apply(caller, in);
    }

    public String id() {
        return facts.id();
    }

    public Method method() {
        return facts.method();
    }

    public String path() {
        return facts.path();
    }

    /** The template's segments, without the empty one that a trailing slash would make. */
    public List<String> segments() {
        return Stream.of(facts.path().split("/")).filter(s -> !s.isEmpty()).toList();
    }

    public Scope scope() {
        return facts.scope();
    }

    /** Who may do it. */
    public Need need() {
        return facts.need();
    }

    public String tag() {
        return facts.tag();
    }

    public String summary() {
        return facts.summary();
    }

    /** What the summary leaves unsaid; empty when that is nothing. */
    public String details() {
        return facts.details();
    }

    /** The rules of the product that it refuses by with 400, as ends of the sentence "Refused when …". */
    public List<String> refusals() {
        return facts.refusals();
    }

    /** Whether it is ours alone, not part of the contract that we share with others. */
    public boolean isExtension() {
        return facts.isExtension();
    }

    public List<Part<?>> parts() {
        return facts.parts();
    }

    public List<PathParam<?>> pathParams() {
        return only(PathParam.class);
    }

    public List<QueryParam<?>> queryParams() {
        return only(QueryParam.class);
    }

    public Optional<Body<?>> body() {
        return this.<Body<?>>only(Body.class).stream().findFirst();
    }

    /** The body as bytes, where it is not read as JSON. */
    public Optional<RawBody> rawBody() {
        return this.<RawBody>only(RawBody.class).stream().findFirst();
    }

    public Answer<?> answer() {
        return answer;
    }

    @SuppressWarnings("unchecked") // the class says which of the three it is
    private <P extends Part<?>> List<P> only(Class<?> kind) {
        List<P> some = new ArrayList<>();
        parts().stream().filter(kind::isInstance).forEach(part -> some.add((P) part));
        return some;
    }

    @Override
    public String toString() {
        return id() + " (" + method() + " " + path() + ")";
    }
}
