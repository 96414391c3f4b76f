package dev.taskwright.work.projects;

/** How a person's projects are sorted: by when they last looked at them; never counts as before everything. */
public enum ViewOrder {
    LATEST_FIRST("viewed-desc"),
    LATEST_LAST("viewed-asc");

    private final String word;

    ViewOrder(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
