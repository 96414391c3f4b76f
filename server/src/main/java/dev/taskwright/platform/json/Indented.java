package dev.taskwright.platform.json;

import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** One property or element per line, two spaces a level, the same line ends on every machine. */
final class Indented extends ObjectWriteContext.Base {
    private final DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    private final PrettyPrinter printer = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(indenter)
            .withObjectIndenter(indenter);

    @Override
    public PrettyPrinter getPrettyPrinter() {
        return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
        return true;
    }
}
