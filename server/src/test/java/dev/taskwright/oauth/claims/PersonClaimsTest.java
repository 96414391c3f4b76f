package dev.taskwright.oauth.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Detail;
import dev.taskwright.identity.users.Details;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.SubjectRule;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.SubjectType;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.SampleApp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core, 5.1 and 5.4: which scope shows which claim. */
class PersonClaimsTest {
    private static final ScopeSet ALL =
            ScopeSet.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.PHONE, Scope.ADDRESS);
    private final Client app = SampleApp.usual();
    private final PersonClaims claims = new PersonClaims(
            new Issuer("https://work.example"), new Subjects(Provider.keyFile().derive("pairwise")));

    private Map<String, @Nullable Object> of(User person, ScopeSet scopes) {
        return claims.of(app, person, scopes, Map.of());
    }

    @Test
    void withoutAScopeOnlyWhoItIsIsSaid() {
        assertThat(of(ada("/pictures/x"), ScopeSet.of(Scope.OPENID))).isEqualTo(Map.of("sub", "7", "userid", "7"));
    }

    @Test
    void eachScopeShowsItsOwnClaims() {
        assertThat(of(ada(null), ScopeSet.of(Scope.EMAIL)))
                .containsOnlyKeys("sub", "userid", "email", "email_verified");
        assertThat(of(ada(null), ScopeSet.of(Scope.PHONE)))
                .containsOnlyKeys("sub", "userid", "phone_number", "phone_number_verified");
        assertThat(of(ada(null), ScopeSet.of(Scope.ADDRESS)))
                .containsEntry(
                        "address", Map.of("locality", "London", "country", "England", "formatted", "London\nEngland"));
        assertThat(of(ada(null), ScopeSet.of(Scope.PROFILE)))
                .containsEntry("given_name", "Augusta")
                .containsEntry("updated_at", 1_000L)
                .doesNotContainKeys("website", "phone_number", "address", "email");
    }

    /** OpenID Connect Core, 5.3.2: never null; but SmartTask's contract has it so in access tokens. */
    @Test
    void section532WithoutAPictureThereIsNoneAndNullInAccessTokens() {
        assertThat(of(ada("/pictures/x"), ALL)).containsEntry("picture", "https://work.example/pictures/x");
        assertThat(of(ada(null), ALL)).doesNotContainKey("picture").doesNotContainValue(null);
        assertThat(claims.inAccessToken(app, ada("/pictures/x"), ALL))
                .containsEntry("picture", "https://work.example/pictures/x");
        assertThat(claims.inAccessToken(app, ada(null), ALL)).containsEntry("picture", null);
        assertThat(claims.inAccessToken(app, ada(null), ScopeSet.of(Scope.EMAIL)))
                .doesNotContainKey("picture");
    }

    @Test
    void anAccessTokenCarriesLittle() {
        assertThat(claims.inAccessToken(app, ada(null), ALL))
                .doesNotContainKeys("given_name", "address", "phone_number", "updated_at")
                .containsKeys("name", "fullname", "email");
    }

    @Test
    void everyClaimThatMayBeGivenIsListed() {
        assertThat(PersonClaims.names())
                .containsAll(claims.all(ada("/pictures/x")).keySet());
        for (Detail detail : Detail.values()) {
            Details one = new Details(Map.of(detail, "1"));
            assertThat(PersonClaims.names())
                    .containsAll(claims.all(person(one, null)).keySet());
        }
    }

    /** 5.5: what is asked for by name, without its scope, if the person has it. */
    @Test
    void aClaimAskedForIsShownIfThePersonHasIt() {
        Map<String, Wanted> wanted = Map.of(
                "phone_number", Wanted.VOLUNTARY, "website", new Wanted(true, List.of()), "picture", Wanted.VOLUNTARY);

        assertThat(claims.of(app, ada(null), ScopeSet.of(Scope.OPENID), wanted))
                .containsEntry("phone_number", "+44201234567")
                .doesNotContainKeys("website", "picture", "phone_number_verified");
    }

    /** 5.5.1. */
    @Test
    void aClaimAskedForWithAValueIsShownIfItHasOneOfThem() {
        Map<String, Wanted> wanted = Map.of(
                "given_name", new Wanted(false, List.of("Grace", "Augusta")),
                "email", new Wanted(true, List.of("grace@example.org")));

        assertThat(claims.of(app, ada(null), ScopeSet.of(Scope.OPENID), wanted))
                .containsEntry("given_name", "Augusta")
                .doesNotContainKey("email");
    }

    @Test
    void whatIsAskedForByNameBelongsToAScope() {
        ClaimsRequest request = ClaimsRequest.parse(
                        "{\"userinfo\":{\"phone_number\":null},\"id_token\":{\"email\":null,\"sub\":null}}")
                .orElseThrow();

        assertThat(PersonClaims.scopesOf(request)).isEqualTo(ScopeSet.of(Scope.EMAIL, Scope.PHONE));
        assertThat(PersonClaims.scopesOf(ClaimsRequest.NONE)).isEqualTo(ScopeSet.EMPTY);
    }

    /** 8.1: neither the number nor anything made of it that another sector sees. */
    @Test
    void aPairwiseAppDoesNotLearnTheNumber() {
        Client pairwise = SampleApp.with(new SubjectRule(SubjectType.PAIRWISE, null), Provider.CALLBACK);

        Map<String, @Nullable Object> shown = claims.of(pairwise, ada(null), ALL, Map.of());

        assertThat(shown).doesNotContainKey("userid").containsEntry("name", "Ada");
        assertThat(String.valueOf(shown.get("sub"))).hasSize(43);
    }

    private static User ada(@Nullable String picture) {
        return person(
                new Details(Map.of(
                        Detail.GIVEN_NAME, "Augusta",
                        Detail.PHONE_NUMBER, "+44201234567",
                        Detail.LOCALITY, "London",
                        Detail.COUNTRY, "England")),
                picture);
    }

    private static User person(Details details, @Nullable String picture) {
        return new User(
                new UserId(7),
                "ada",
                "ada@example.org",
                true,
                "Ada",
                picture,
                false,
                false,
                1,
                details,
                Instant.EPOCH,
                Instant.ofEpochSecond(1_000));
    }
}
