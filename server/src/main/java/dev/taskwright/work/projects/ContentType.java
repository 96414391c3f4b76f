package dev.taskwright.work.projects;

/** What a text that is sent to us is written in. */
public enum ContentType {
    MARKDOWN("text/markdown"),
    PLAIN("text/plain");

    private final String word;

    ContentType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
