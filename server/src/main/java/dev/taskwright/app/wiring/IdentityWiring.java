package dev.taskwright.app.wiring;

import dev.taskwright.identity.factors.SecondFactors;
import dev.taskwright.identity.personaltokens.PersonalTokenGate;
import dev.taskwright.identity.personaltokens.PersonalTokens;
import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.signin.PasswordCheck;
import dev.taskwright.identity.signin.SecondStep;
import dev.taskwright.identity.users.Users;

/** The hall: who people are. */
public record IdentityWiring(
        Users users,
        Sessions sessions,
        PasswordCheck passwordCheck,
        SecondFactors secondFactors,
        SecondStep secondStep,
        PersonalTokens personalTokens,
        PersonalTokenGate personalTokenGate) {

    public static IdentityWiring build(PlatformWiring platform) {
        Users users = new Users(platform.db(), platform.events(), platform.passwords(), platform.clock());
        PasswordCheck check = new PasswordCheck(platform.db(), users, platform.passwords(), platform.clock());
        SecondFactors factors = new SecondFactors(
                platform.db(), platform.sealer(), platform.events(), platform.random(), platform.clock());
        return new IdentityWiring(
                users,
                new Sessions(platform.db(), users, platform.events(), platform.random(), platform.clock()),
                check,
                factors,
                new SecondStep(platform.db(), check, users, factors, platform.sealer(), platform.clock()),
                new PersonalTokens(platform.db(), users, platform.events(), platform.random(), platform.clock()),
                new PersonalTokenGate(platform.db(), users, platform.clock()));
    }
}
