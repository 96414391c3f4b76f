package dev.taskwright.platform.config;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a configuration, each line naming the option and what would be right. */
public final class Mistakes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    public Mistakes(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    public List<String> lines() {
        return lines;
    }

    /** Gathers mistakes until all are known. */
    public static final class Collector {
        private final List<String> lines = new ArrayList<>();

        /** {@code rule} reads on from the option: "must be a number from 1 to 65535". The same twice is one. */
        public void add(String option, String rule) {
            String line = option + " " + rule;
            if (!lines.contains(line)) {
                lines.add(line);
            }
        }

        public void throwIfAny() {
            if (!lines.isEmpty()) {
                throw new Mistakes(lines);
            }
        }
    }
}
