package dev.taskwright.testkit;

import dev.taskwright.base.Caller;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens that stand for whoever a test says. */
final class Given implements BearerTokens {
    private static final String PREFIX = "given-";

    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    String token(Caller caller) {
        String token = PREFIX + callers.size();
        callers.put(token, caller);
        return token;
    }

    @Override
    public boolean recognises(Credential presented) {
        return presented.token().startsWith(PREFIX);
    }

    @Override
    public Decision check(Credential presented) {
        return Optional.ofNullable(callers.get(presented.token()))
                .<Decision>map(Decision.Admitted::new)
                .orElseGet(() -> Decision.invalidToken("not given"));
    }
}
