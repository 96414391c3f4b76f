package dev.taskwright.oauth.details;

import java.util.List;

/**
 * One element of authorization details as a person is asked about it.
 *
 * @param meaning what the app will be able to do in the projects
 * @param isOpen whether the person chooses among the projects; otherwise it is these or none
 * @param unseen how many more the app asks for that the person does not see, and therefore cannot give
 */
public record DetailQuestion(String meaning, boolean isOpen, List<Choice> choices, int unseen) {
    /**
     * One project.
     *
     * @param value what the page sends back for it
     */
    public record Choice(String value, String name) {}

    /** Copies the list. */
    public DetailQuestion {
        choices = List.copyOf(choices);
    }

    /** Whether there is anything that the person could give. */
    public boolean isEmpty() {
        return choices.isEmpty();
    }
}
