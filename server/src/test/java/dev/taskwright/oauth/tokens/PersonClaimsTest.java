package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Detail;
import dev.taskwright.identity.users.Details;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core, 5.1 and 5.4: which scope shows which claim. */
class PersonClaimsTest {
    private static final ScopeSet ALL =
            ScopeSet.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.PHONE, Scope.ADDRESS);
    private final PersonClaims claims = new PersonClaims(new Issuer("https://work.example"));

    @Test
    void withoutAScopeOnlyWhoItIsIsSaid() {
        assertThat(claims.of(ada("/pictures/x"), ScopeSet.of(Scope.OPENID)))
                .isEqualTo(Map.of("sub", "7", "userid", "7"));
    }

    @Test
    void eachScopeShowsItsOwnClaims() {
        assertThat(claims.of(ada(null), ScopeSet.of(Scope.EMAIL)))
                .containsOnlyKeys("sub", "userid", "email", "email_verified");
        assertThat(claims.of(ada(null), ScopeSet.of(Scope.PHONE)))
                .containsOnlyKeys("sub", "userid", "phone_number", "phone_number_verified");
        assertThat(claims.of(ada(null), ScopeSet.of(Scope.ADDRESS)))
                .containsEntry(
                        "address", Map.of("locality", "London", "country", "England", "formatted", "London\nEngland"));
        assertThat(claims.of(ada(null), ScopeSet.of(Scope.PROFILE)))
                .containsEntry("given_name", "Augusta")
                .containsEntry("updated_at", 1_000L)
                .doesNotContainKeys("website", "phone_number", "address", "email");
    }

    @Test
    void thePictureIsAPublicAddressOrNull() {
        assertThat(claims.of(ada("/pictures/x"), ALL)).containsEntry("picture", "https://work.example/pictures/x");
        assertThat(claims.of(ada(null), ALL)).containsKey("picture").containsEntry("picture", null);
        assertThat(claims.inAccessToken(ada("/pictures/x"), ALL))
                .containsEntry("picture", "https://work.example/pictures/x");
    }

    @Test
    void anAccessTokenCarriesLittle() {
        assertThat(claims.inAccessToken(ada(null), ALL))
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
