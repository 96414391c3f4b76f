package dev.taskwright.oauth.protocol;

import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;

/** A JWS or JWE in compact form as somebody sent it: RFC 7515, 7.1; RFC 7516, 7.1. */
public final class CompactForm {
    private CompactForm() {}

    /**
     * The same text, its header being a JSON object or at least meant as one; the library stumbles over {@code null}.
     *
     * @throws ParseException when it is something else
     */
    public static String checked(String text) throws ParseException {
        int dot = text.indexOf('.');
        boolean isObject = dot > 0
                && new Base64URL(text.substring(0, dot))
                        .decodeToString()
                        .stripLeading()
                        .startsWith("{");
        if (!isObject) {
            throw new ParseException("the header is no JSON object", 0);
        }
        return text;
    }
}
