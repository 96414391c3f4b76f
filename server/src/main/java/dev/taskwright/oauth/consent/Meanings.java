package dev.taskwright.oauth.consent;

import dev.taskwright.base.Caller;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import java.util.ArrayList;
import java.util.List;

/** What a consent lets an app do, in words for the person who gave it. */
public record Meanings(ScopeCatalog catalog, DetailQuestions details) {
    List<String> of(Consent consent, Caller person) {
        List<String> meanings = new ArrayList<>();
        consent.scopes().scopes().stream()
                .flatMap(scope -> catalog.find(scope).stream())
                .map(ScopeCatalog.Offer::meaning)
                .forEach(meanings::add);
        meanings.addAll(details.words(consent.details(), person));
        return meanings;
    }
}
