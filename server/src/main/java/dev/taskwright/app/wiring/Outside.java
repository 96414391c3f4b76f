package dev.taskwright.app.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How this installation asks other machines.
 *
 * @param allowed what may be asked although it is not public
 * @param trustedCertificates PEM file of authorities to believe beside the usual
 * @param readsDocuments whether apps that nobody registered may describe themselves in a document of theirs
 */
public record Outside(List<String> allowed, Optional<Path> trustedCertificates, boolean readsDocuments) {
    public static final Outside USUAL = new Outside(List.of(), Optional.empty(), false);
}
