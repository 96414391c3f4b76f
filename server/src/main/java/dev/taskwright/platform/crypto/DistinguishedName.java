package dev.taskwright.platform.crypto;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;

/**
 * A distinguished name as it is compared: RFC 4514 for the text, RFC 5280, 7.1 for what counts as the same. Words and
 * numbers of attributes are the same, and so are the string types that a certificate may have chosen; case and runs of
 * spaces do not count, order does.
 *
 * @param parts each with its values by the attribute's number, in DER and hexadecimal; as a certificate orders them
 */
public record DistinguishedName(List<Map<String, List<String>>> parts) {
    /** Words that public authorities use and the JDK does not know. */
    private static final Map<String, String> WORDS = Map.of(
            "BUSINESSCATEGORY", "2.5.4.15",
            "POSTALCODE", "2.5.4.17",
            "ORGANIZATIONIDENTIFIER", "2.5.4.97",
            "E", "1.2.840.113549.1.9.1",
            "JURISDICTIONLOCALITYNAME", "1.3.6.1.4.1.311.60.2.1.1",
            "JURISDICTIONSTATEORPROVINCENAME", "1.3.6.1.4.1.311.60.2.1.2",
            "JURISDICTIONCOUNTRYNAME", "1.3.6.1.4.1.311.60.2.1.3");

    /** The tags of string types in DER, and how they are read. */
    private static final Map<Integer, Charset> STRINGS = Map.of(
            0x0c, StandardCharsets.UTF_8,
            0x13, StandardCharsets.US_ASCII,
            0x14, StandardCharsets.ISO_8859_1,
            0x16, StandardCharsets.US_ASCII,
            0x1e, StandardCharsets.UTF_16BE);

    /** Copies the list. */
    public DistinguishedName {
        parts = List.copyOf(parts);
    }

    /** Empty when the text is no distinguished name, or the empty one, which everybody could have. */
    public static Optional<DistinguishedName> parse(String text) {
        try {
            return Optional.of(of(new X500Principal(text, WORDS)))
                    .filter(name -> !name.parts().isEmpty());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** RFC 5280, 4.1.2.4: a sequence of sets of sequences of a number and a value. */
    public static DistinguishedName of(X500Principal principal) {
        List<Map<String, List<String>>> parts = new ArrayList<>();
        for (Element set : Element.all(principal.getEncoded()).getFirst().inside()) {
            Map<String, List<String>> attributes = new TreeMap<>();
            for (Element attribute : set.inside()) {
                List<Element> pair = attribute.inside();
                attributes
                        .computeIfAbsent(HexFormat.of().formatHex(pair.get(0).content), number -> new ArrayList<>())
                        .add(text(pair.get(1)));
            }
            attributes.values().forEach(Collections::sort);
            parts.add(attributes);
        }
        return new DistinguishedName(parts);
    }

    private static String text(Element value) {
        Charset charset = STRINGS.get(value.tag);
        return charset == null
                ? "#" + value.tag + ":" + HexFormat.of().formatHex(value.content)
                : new String(value.content, charset)
                        .strip()
                        .replaceAll("\\s+", " ")
                        .toLowerCase(Locale.ROOT);
    }

    /** What DER is made of: X.690, 8.1. Read from the JDK's own encoder, so it is well-formed. */
    private static final class Element {
        private final int tag;
        private final byte[] content;

        private Element(int tag, byte[] content) {
            this.tag = tag;
            this.content = content;
        }

        List<Element> inside() {
            return all(content);
        }

        static List<Element> all(byte[] der) {
            List<Element> found = new ArrayList<>();
            int at = 0;
            while (at < der.length) {
                int length = der[at + 1] & 0xff;
                int start = at + 2;
                if (length > 0x80) {
                    int bytes = length - 0x80;
                    length = 0;
                    for (int i = 0; i < bytes; i++) {
                        length = (length << 8) | (der[start + i] & 0xff);
                    }
                    start += bytes;
                }
                found.add(new Element(der[at] & 0xff, Arrays.copyOfRange(der, start, start + length)));
                at = start + length;
            }
            return found;
        }
    }
}
