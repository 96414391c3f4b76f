package dev.taskwright.acceptance.libraries;

import com.microsoft.playwright.Page;
import dev.taskwright.acceptance.harness.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A person who signs in, allows and confirms wherever an app sends them, until they are back at it or told to go back. */
record Traveller(Visit visit, String login, String password) {
    private static final Set<String> ARRIVED = Set.of("#back", "#allowed");

    /** Follows {@code address} until the app's page is shown, or a device may go on. */
    void follow(String address) {
        Page page = visit.page();
        page.navigate(address);
        // Each button is met once at most; a page that is about to go must not be taken for the next one.
        List<String> ahead = new ArrayList<>(ARRIVED);
        ahead.addAll(List.of("#sign-in", "#allow", "main #sign-out", "#continue"));
        for (String met = meet(page, ahead); !ARRIVED.contains(met); met = meet(page, ahead)) {
            if (met.equals("#sign-in")) {
                visit.signIn(login, password);
            } else {
                page.click(met);
            }
            ahead.remove(met);
        }
    }

    private static String meet(Page page, List<String> ahead) {
        page.waitForSelector(String.join(", ", ahead));
        return ahead.stream()
                .filter(button -> page.locator(button).count() > 0)
                .findFirst()
                .orElseThrow();
    }
}
