package dev.taskwright.platform.operation;

import dev.taskwright.base.Download;
import dev.taskwright.base.Page;
import dev.taskwright.base.Scope;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Schema;
import java.util.ArrayList;
import java.util.List;

/** An operation being described; what it answers and does comes last and makes the {@link Operation}. */
public final class OperationDraft {
    private final Method method;
    private final String id;
    private final String path;
    private Scope scope = Scope.API1;
    private String tag = "";
    private String summary = "";
    private String details = "";
    private final List<String> refusals = new ArrayList<>();
    private final List<Part<?>> parts = new ArrayList<>();
    private Need need = Need.ANYBODY;
    private boolean isExtension;

    OperationDraft(Method method, String id, String path) {
        this.method = method;
        this.id = id;
        this.path = path;
    }

    /** The noun that documents list it under. */
    public OperationDraft tag(String tag) {
        this.tag = tag;
        return this;
    }

    /** What it does, in one line that starts with a verb. */
    public OperationDraft summary(String summary) {
        this.summary = summary;
        return this;
    }

    /** What the summary leaves unsaid. */
    public OperationDraft details(String details) {
        this.details = details;
        return this;
    }

    /** Who may; everybody, where nothing is said. */
    public OperationDraft allows(Need need) {
        this.need = need;
        return this;
    }

    /** The scope that the caller's credential must carry; {@link Scope#API1} when nothing is said. */
    public OperationDraft needs(Scope scope) {
        this.scope = scope;
        return this;
    }

    /** A rule of the product that is answered with 400: the end of the sentence "Refused when …". */
    public OperationDraft refusedWhen(String rule) {
        refusals.add(rule);
        return this;
    }

    /** Everything it is told, in the order in which it is read and checked. */
    public OperationDraft takes(Part<?>... parts) {
        this.parts.addAll(List.of(parts));
        return this;
    }

    /** Ours alone: documents mark it {@code x-taskwright}. */
    public OperationDraft extension() {
        this.isExtension = true;
        return this;
    }

    /** Answers one thing; an array is one thing when the contract says so. */
    public <T> Operation item(Out<T> shape, Handler<T> handler) {
        return answering(new Answer.Item<>(shape), handler);
    }

    /** Answers all of something. */
    public <T> Operation items(Out<T> shape, Handler<List<T>> handler) {
        return answering(new Answer.Items<>(shape), handler);
    }

    /** Answers a stretch of something. */
    public <T> Operation page(Out<T> shape, Handler<Page<T>> handler) {
        return answering(new Answer.Paged<>(shape), handler);
    }

    /** Answers that it is done. */
    public Operation done(Action action) {
        Answer.Done done = new Answer.Done();
        return new Operation(facts(), done, (caller, in) -> {
            action.perform(caller, in);
            return new Reply.Written<>(done, null);
        });
    }

    /** Answers bytes of one of these media types. */
    public Operation file(List<String> types, Handler<Download> handler) {
        return sending(new Answer.File(types, null), handler);
    }

    /** Answers one thing that is too large to be held: a file with the whole envelope. */
    public Operation largeItem(Schema item, Handler<Download> handler) {
        return sending(new Answer.File(List.of("application/json"), item), handler);
    }

    private Operation sending(Answer.File file, Handler<Download> handler) {
        return new Operation(facts(), file, (caller, in) -> new Reply.Sent(handler.handle(caller, in)));
    }

    private <O> Operation answering(Answer.Envelope<O> answer, Handler<O> handler) {
        return new Operation(facts(), answer, (caller, in) -> new Reply.Written<>(answer, handler.handle(caller, in)));
    }

    private OperationFacts facts() {
        return new OperationFacts(method, id, path, scope, tag, summary, details, refusals, parts, need, isExtension);
    }
}
