package dev.taskwright.app.wiring;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.apps.AppDrafts;
import dev.taskwright.oauth.apps.Apps;
import dev.taskwright.oauth.apps.Logos;
import dev.taskwright.oauth.apps.SelfRegistration;
import dev.taskwright.oauth.authentication.ClientSecrets;
import dev.taskwright.oauth.backchannel.BackchannelRequests;
import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.clients.ClientUse;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.oauth.documents.DescribedApps;
import dev.taskwright.oauth.documents.DocumentSettings;
import dev.taskwright.oauth.keys.DecryptionKeys;
import dev.taskwright.oauth.keys.KeyRotation;
import dev.taskwright.oauth.keys.KeySchedule;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.messages.AppMessages;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.registration.InitialTokens;
import dev.taskwright.oauth.tokens.Authorizations;
import dev.taskwright.oauth.tokens.Codes;
import dev.taskwright.oauth.tokens.ExpiredTokens;
import dev.taskwright.oauth.tokens.RefreshFamilies;
import dev.taskwright.oauth.tokens.Revocations;
import dev.taskwright.platform.jobs.Jobs;
import java.util.List;

/** The oauth wing as far as it needs no address of its own: apps, consents, codes, refresh families, keys. */
public record OauthWiring(
        boolean development,
        ScopeCatalog catalog,
        Clients clients,
        ClientKeySets clientKeys,
        ClientSecrets secrets,
        Apps apps,
        SelfRegistration selfRegistration,
        DescribedApps described,
        Logos logos,
        InitialTokens initialTokens,
        ClientUse use,
        Consents consents,
        Decisions decisions,
        BackchannelRequests backchannel,
        SigningKeys keys,
        KeyRotation rotation,
        DecryptionKeys decryptionKeys,
        AppMessages messages,
        Subjects subjects,
        Revocations revocations,
        RefreshFamilies families,
        Codes codes,
        Authorizations authorizations,
        ExpiredTokens expired) {

    /** What the work wing and the account offer to apps; the wings do not know each other. */
    private static final List<ScopeCatalog.Offer> APIS = List.of(
            new ScopeCatalog.Offer(Scope.AUTH, null, "see which account it is signed in to"),
            new ScopeCatalog.Offer(Scope.API1, "/api/v1", "see and change your workspaces, projects and tasks"),
            new ScopeCatalog.Offer(Scope.API2, "/api/v1", "see and change your workspaces, projects and tasks"));

    public static OauthWiring build(
            PlatformWiring platform, IdentityWiring identity, boolean development, Outside outside) {
        ScopeCatalog catalog = new ScopeCatalog(APIS);
        ClientSecrets secrets = new ClientSecrets(platform.sealer(), platform.random());
        Clients clients = new Clients(platform.db());
        SigningKeys keys = new SigningKeys(platform.db(), platform.sealer(), platform.providers(), platform.clock());
        AppDrafts drafts = new AppDrafts(secrets, catalog, keys, platform.clock(), development);
        Logos logos = new Logos(platform.db(), clients, new Jobs(platform.clock()));
        Revocations revocations = new Revocations(platform.db(), platform.events(), platform.clock());
        RefreshFamilies families = new RefreshFamilies(
                platform.keyFile().derive("refresh"), identity.users(), platform.clock(), revocations);
        Codes codes = new Codes(platform.random(), identity.users(), platform.clock(), families, revocations);
        ClientKeySets clientKeys = new ClientKeySets(platform.outbound(), platform.clock());
        SelfRegistration selfRegistration = new SelfRegistration(drafts, clients, platform.events(), logos);
        DescribedApps described = new DescribedApps(
                platform.db(),
                clients,
                drafts,
                selfRegistration,
                platform.outbound(),
                platform.clock(),
                new DocumentSettings(catalog, outside.readsDocuments(), development));
        Consents consents = new Consents(platform.db(), platform.events(), platform.clock(), described::writeDown);
        Decisions decisions = new Decisions(platform.db(), platform.clock(), consents);
        return new OauthWiring(
                development,
                catalog,
                clients,
                clientKeys,
                secrets,
                new Apps(platform.db(), identity.users(), platform.events(), clients, drafts, logos),
                selfRegistration,
                described,
                logos,
                new InitialTokens(platform.db(), platform.events(), platform.random(), platform.clock()),
                new ClientUse(platform.db(), platform.clock()),
                consents,
                decisions,
                new BackchannelRequests(
                        platform.db(),
                        platform.random(),
                        platform.clock(),
                        decisions,
                        platform.events(),
                        new Jobs(platform.clock()),
                        platform.sealer()),
                keys,
                new KeyRotation(platform.db(), keys, platform.events(), platform.clock()),
                new DecryptionKeys(platform.db(), platform.sealer(), platform.clock()),
                new AppMessages(keys, clientKeys),
                new Subjects(platform.keyFile().derive("pairwise")),
                revocations,
                families,
                codes,
                new Authorizations(platform.random(), platform.clock(), families),
                new ExpiredTokens(platform.db(), platform.clock(), codes, families));
    }

    /** Changes whatever key is due. */
    public void changeKeys(KeySchedule schedule) {
        rotation.step(schedule);
        decryptionKeys.step(schedule);
    }
}
