package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One thing that people may say about themselves: a standard claim of OpenID Connect Core, 5.1, or a part of the address
 * (5.1.1). All are optional.
 */
public enum Detail {
    GIVEN_NAME("given_name", "Given name", "given-name", DetailRules::line),
    MIDDLE_NAME("middle_name", "Middle name", "additional-name", DetailRules::line),
    FAMILY_NAME("family_name", "Family name", "family-name", DetailRules::line),
    NICKNAME("nickname", "Nickname", "nickname", DetailRules::line),
    WEBSITE("website", "Website", "url", DetailRules::webAddress),
    PROFILE("profile", "Profile page", "url", DetailRules::webAddress),
    GENDER("gender", "Gender", "sex", DetailRules::line),
    BIRTHDATE("birthdate", "Date of birth", "bday", DetailRules::birthdate),
    ZONEINFO("zoneinfo", "Time zone", "off", DetailRules::zone),
    LOCALE("locale", "Language", "language", DetailRules::locale),
    PHONE_NUMBER("phone_number", "Phone number", "tel", DetailRules::phone),
    STREET_ADDRESS("street_address", "Street and number", "street-address", DetailRules::line),
    POSTAL_CODE("postal_code", "Postal code", "postal-code", DetailRules::line),
    LOCALITY("locality", "City or town", "address-level2", DetailRules::line),
    REGION("region", "State or region", "address-level1", DetailRules::line),
    COUNTRY("country", "Country", "country-name", DetailRules::line);

    private final String claim;
    private final String label;
    private final String autocomplete;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final UnaryOperator<String> rule;

    Detail(String claim, String label, String autocomplete, UnaryOperator<String> rule) {
        this.claim = claim;
        this.label = label;
        this.autocomplete = autocomplete;
        this.rule = rule;
    }

    /** Its name in tokens, in forms and in the database. */
    public String claim() {
        return claim;
    }

    /** What a form calls it. */
    public String label() {
        return label;
    }

    /** The word that lets a browser fill it in: HTML, 4.10.18.7. */
    public String autocomplete() {
        return autocomplete;
    }

    public static Optional<Detail> of(String claim) {
        return Arrays.stream(values()).filter(each -> each.claim.equals(claim)).findFirst();
    }

    /**
     * The text as it is kept.
     *
     * @throws ProblemException {@code Invalid} at the claim's name, with the rule
     */
    String require(String typed) {
        try {
            return rule.apply(typed.strip());
        } catch (IllegalArgumentException broken) {
            throw ProblemException.invalid(claim, label + " " + broken.getMessage());
        }
    }
}
