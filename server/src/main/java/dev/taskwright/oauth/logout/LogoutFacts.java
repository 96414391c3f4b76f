package dev.taskwright.oauth.logout;

import dev.taskwright.oauth.protocol.Issuer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What discovery says about signing out: section 2.1 of RP-Initiated Logout, 3.3 of Session Management, and so on. */
public final class LogoutFacts {
    private LogoutFacts() {}

    public static Map<String, Object> of(Issuer issuer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("end_session_endpoint", issuer.at(LogoutPages.PATH));
        facts.put("check_session_iframe", issuer.at(CheckSessionEndpoint.PATH));
        facts.put("frontchannel_logout_supported", true);
        facts.put("frontchannel_logout_session_supported", true);
        facts.put("backchannel_logout_supported", true);
        facts.put("backchannel_logout_session_supported", true);
        return facts;
    }
}
