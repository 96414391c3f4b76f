package dev.taskwright.house;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;

/**
 * One Java file as the compiler's parser reads it: what byte code no longer tells.
 *
 * @param types how many types stand at the top of the file
 * @param strings the text of every string literal and text block
 * @param swallowed the types named in catch clauses that do not end by throwing, as written
 */
record Source(
        Path file, String packageName, int types, List<Method> methods, List<String> strings, List<String> swallowed) {

    /**
     * A method or constructor.
     *
     * @param lines from the opening to the closing brace, both counted; 0 without a body
     */
    record Method(
            String owner,
            String name,
            int lines,
            int parameters,
            boolean isConstructor,
            boolean isOverride,
            boolean inRecord) {}

    static final List<Source> MAIN = parse(Checkout.MAIN);
    static final List<Source> TESTS = parse(Checkout.TESTS);
    static final List<Source> ACCEPTANCE = parse(Checkout.ACCEPTANCE);

    /** The file's name without its ending: the class it is named after. */
    String name() {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }

    boolean isPackageInfo() {
        return name().equals("package-info");
    }

    private static List<Source> parse(Path folder) {
        List<Path> files = Checkout.files(folder, ".java");
        if (files.isEmpty()) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
            Trees trees = Trees.instance(task);
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> read(unit, trees))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(CompilationUnitTree unit, Trees trees) {
        var reader = new Reader(unit, trees);
        reader.scan(unit, null);
        var name = unit.getPackageName();
        return new Source(
                Path.of(unit.getSourceFile().toUri()),
                name == null ? "" : name.toString(),
                unit.getTypeDecls().size(),
                List.copyOf(reader.methods),
                List.copyOf(reader.strings),
                List.copyOf(reader.swallowed));
    }

    private static final class Reader extends TreeScanner<Void, ClassTree> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<Method> methods = new ArrayList<>();
        private final List<String> strings = new ArrayList<>();
        private final List<String> swallowed = new ArrayList<>();

        Reader(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, ClassTree around) {
            return super.visitClass(type, type);
        }

        @Override
        public Void visitMethod(MethodTree method, ClassTree owner) {
            boolean constructor = method.getReturnType() == null;
            methods.add(new Method(
                    owner.getSimpleName().toString(),
                    constructor
                            ? owner.getSimpleName().toString()
                            : method.getName().toString(),
                    lines(method.getBody()),
                    method.getParameters().size(),
                    constructor,
                    method.getModifiers().getAnnotations().stream()
                            .anyMatch(a -> a.getAnnotationType().toString().equals("Override")),
                    owner.getKind() == Tree.Kind.RECORD));
            return super.visitMethod(method, owner);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, ClassTree owner) {
            if (literal.getValue() instanceof String text) {
                strings.add(text);
            }
            return super.visitLiteral(literal, owner);
        }

        @Override
        public Void visitCatch(CatchTree clause, ClassTree owner) {
            var statements = clause.getBlock().getStatements();
            if (statements.isEmpty() || !(statements.getLast() instanceof ThrowTree)) {
                String types = clause.getParameter().getType().toString();
                swallowed.addAll(List.of(types.split("\\s*\\|\\s*")));
            }
            return super.visitCatch(clause, owner);
        }

        private int lines(Tree body) {
            if (body == null) {
                return 0;
            }
            var positions = trees.getSourcePositions();
            var map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, body));
            long last = map.getLineNumber(positions.getEndPosition(unit, body));
            return Math.toIntExact(last - first + 1);
        }
    }
}
