package dev.taskwright.acceptance.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Tool {
    private static final long LONGEST_SECONDS = 180;

    /** @param said on standard output, and on standard error unless that goes elsewhere */
    record End(int status, String said) {}

    private Tool() {}

    static End run(Path folder, ProcessBuilder program) throws IOException, InterruptedException {
        boolean isApart = program.redirectError().file() != null;
        Process process =
                program.directory(folder.toFile()).redirectErrorStream(!isApart).start();
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new End(process.waitFor(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What it said, when it succeeded. */
    static String ok(Path folder, ProcessBuilder program) throws IOException, InterruptedException {
        End end = run(folder, program);
        if (end.status() != 0) {
            throw new AssertionError(program.command() + " ended with " + end.status() + ": " + end.said());
        }
        return end.said();
    }
}
