package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientUse;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.OAuthException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who sends a request: RFC 6749, 2.3; RFC 7523, 3; RFC 8705, 2. Exactly one method, and one that the app registered. An
 * unknown app and a wrong secret cost the same work and get the same answer.
 */
public final class ClientAuthentication {
    /** What an assertion may be signed with: by a key of the app's, or by its secret. */
    public static final List<String> SIGNATURES =
            List.of("RS256", "PS256", "ES256", "EdDSA", "HS256", "HS384", "HS512");

    private final Clients clients;
    private final ClientUse use;
    private final InstantSource clock;
    private final AssertionCheck assertions;
    private final CertificateCheck certificates;
    private final UsedAssertions used;
    private final BiConsumer<String, String> greeting;

    /** @param greeting is told of the app that a request names, and by which address, before the app is looked for */
    public ClientAuthentication(
            Clients clients,
            Evidence evidence,
            ClientUse use,
            UsedAssertions used,
            InstantSource clock,
            BiConsumer<String, String> greeting) {
        this.clients = clients;
        this.assertions = evidence.assertions();
        this.certificates = evidence.certificates();
        this.use = use;
        this.used = used;
        this.clock = clock;
        this.greeting = greeting;
    }

    /** The methods that this server takes as it runs now. */
    public List<AuthenticationMethod> methods() {
        Set<AuthenticationMethod> byCertificate = certificates.methods();
        return Stream.of(AuthenticationMethod.values())
                .filter(method -> !method.usesCertificate() || byCertificate.contains(method))
                .toList();
    }

    /**
     * The app that sends the request.
     *
     * @param authorization every {@code Authorization} header
     * @param parameters of the form, by name; none of them repeated
     * @param presented certificates whose key the sender has proven to hold, its own first; empty for none
     * @param excuses whether a known app needs no proof this time, although it registered one
     * @param address numeric, of whoever sent it
     * @throws OAuthException {@code invalid_client} or {@code invalid_request}
     */
    public Client authenticate(
            List<String> authorization,
            Function<String, Optional<String>> parameters,
            List<X509Certificate> presented,
            Predicate<Client> excuses,
            String address) {
        Proof proof = ProofReader.read(authorization, parameters);
        greeting.accept(proof.clientId(), address);
        Optional<Client> client = clients.find(proof.clientId());
        boolean holds = switch (proof) {
            case Proof.Word word -> isRight(word, client, presented, excuses);
            case Proof.Assertion assertion -> client.isPresent() && isRight(assertion, client.get());
        };
        if (!holds) {
            throw ProofReader.refused("unknown app, wrong secret or method " + proof.method());
        }
        if (proof.method() != AuthenticationMethod.NONE) {
            use.note(client.orElseThrow());
        }
        return client.orElseThrow();
    }

    /**
     * The app of a request that neither names nor proves one, but can only be this app's.
     *
     * @throws OAuthException {@code invalid_client} unless the app is excused
     */
    Client excused(ClientId id, Predicate<Client> excuses) {
        return clients.find(id.value()).filter(excuses).orElseThrow(() -> ProofReader.refused("no client_id"));
    }

    private boolean isRight(
            Proof.Word word, Optional<Client> client, List<X509Certificate> presented, Predicate<Client> excuses) {
        boolean isSecretRight = hasSecret(client, word.secret());
        if (word.method() == AuthenticationMethod.NONE) {
            boolean isCertificateRight = certificates.isRight(client, presented);
            if (isCertificateRight) {
                use.note(client.orElseThrow());
            }
            return isCertificateRight
                    || client.filter(found -> needsNoProof(found, excuses)).isPresent();
        }
        return isSecretRight && client.orElseThrow().authenticationMethods().contains(word.method());
    }

    private boolean hasSecret(Optional<Client> client, String presented) {
        if (client.isEmpty()) {
            Clients.pretendToCheck(presented);
            return false;
        }
        return Clients.hasSecret(client.get(), presented, clock.instant());
    }

    private static boolean needsNoProof(Client client, Predicate<Client> excuses) {
        return client.authenticationMethods().contains(AuthenticationMethod.NONE) || excuses.test(client);
    }

    private boolean isRight(Proof.Assertion proof, Client client) {
        if (!client.authenticationMethods().contains(proof.method())) {
            return false;
        }
        Instant now = clock.instant();
        if (!used.use(client.id(), assertions.check(client, proof, now))) {
            throw ProofReader.refused("the assertion was used before");
        }
        return true;
    }
}
