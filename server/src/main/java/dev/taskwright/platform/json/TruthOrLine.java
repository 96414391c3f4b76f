package dev.taskwright.platform.json;

import java.util.List;
import java.util.Map;

/** {@code true}, {@code false}, or a text of one line. */
final class TruthOrLine extends Scalar<Object> {
    private static final Truth TRUTH = new Truth();

    private final Text line;

    TruthOrLine(int max) {
        this(new Text(1, max, true));
    }

    private TruthOrLine(Text line) {
        super(new Schema(null, Map.of("anyOf", List.of(TRUTH.schema(), line.schema()))));
        this.line = line;
    }

    @Override
    public Object read(JsonInput in) {
        return in.isString() ? line.read(in) : TRUTH.read(in);
    }

    @Override
    public Object parse(String text, String where) {
        return text.equals("true") || text.equals("false") ? TRUTH.parse(text, where) : line.parse(text, where);
    }

    @Override
    public void write(JsonOutput out, Object value) {
        out.plain(value);
    }
}
