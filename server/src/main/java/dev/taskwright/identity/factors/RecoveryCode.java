package dev.taskwright.identity.factors;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A code that opens once, for the day the telephone is lost: ten letters without vowels, 43 bits, as {@code BCDFG-HJKLM}. */
record RecoveryCode(String text) {
    static final int COUNT = 10;

    private static final int HALF = 5;

    static List<RecoveryCode> make(RandomTokens random) {
        return Stream.generate(() -> new RecoveryCode(random.consonants(HALF) + "-" + random.consonants(HALF)))
                .limit(COUNT)
                .toList();
    }

    /** Reads what a person typed: small letters, spaces and dashes do not matter. */
    static RecoveryCode typed(String typed) {
        String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return new RecoveryCode(
                letters.length() == 2 * HALF ? letters.substring(0, HALF) + "-" + letters.substring(HALF) : letters);
    }

    /** What is stored. Names the person, so that equal codes of two people look different. */
    String digest(UserId person) {
        return Digests.sha256Base64Url("recovery code of " + person + " " + text);
    }

    /** Leaves the code out. */
    @Override
    public String toString() {
        return "RecoveryCode";
    }
}
