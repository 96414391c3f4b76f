package dev.taskwright.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyRevocation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key for ML-DSA-65 as a JWK of the type {@code AKP}, which Nimbus does not know: RFC 9964, 3. The private half is the seed
 * of 32 bytes.
 */
final class MlDsaKey extends JWK {
    static final KeyType AKP = KeyType.parse("AKP");
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.parse("ML-DSA-65");

    private static final long serialVersionUID = 1;
    private static final int BITS = 1_952 * 8;

    private final Base64URL publicKey;
    private final @Nullable Base64URL seed;

    private MlDsaKey(Base64URL publicKey, @Nullable Base64URL seed, @Nullable String kid) {
        super(AKP, KeyUse.SIGNATURE, null, ALGORITHM, kid, null, null, null, null, null, null, null, null, null);
        this.publicKey = publicKey;
        this.seed = seed;
    }

    /** Named by its thumbprint, for which {@code alg}, {@code kty} and {@code pub} count: RFC 9964, 3.2; RFC 7638. */
    static MlDsaKey of(byte[] publicKey, byte[] seed) throws JOSEException {
        MlDsaKey unnamed = new MlDsaKey(Base64URL.encode(publicKey), Base64URL.encode(seed), null);
        return new MlDsaKey(
                unnamed.publicKey, unnamed.seed, unnamed.computeThumbprint().toString());
    }

    /** Reads what {@link #toJSONObject} wrote. */
    static MlDsaKey read(Map<String, Object> json) throws ParseException {
        Base64URL found = JSONObjectUtils.getBase64URL(json, "pub");
        if (found == null) {
            throw new ParseException("pub is missing", 0);
        }
        return new MlDsaKey(found, JSONObjectUtils.getBase64URL(json, "priv"), JSONObjectUtils.getString(json, "kid"));
    }

    byte[] publicBytes() {
        return publicKey.decode();
    }

    /** Of the private half. */
    byte[] seedBytes() {
        if (seed == null) {
            throw new IllegalStateException("this is the public half");
        }
        return seed.decode();
    }

    @Override
    @SuppressWarnings("NonApiType") // the library's
    public LinkedHashMap<String, ?> getRequiredParams() {
        LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
        parameters.put("alg", ALGORITHM.getName());
        parameters.put("kty", AKP.getValue());
        parameters.put("pub", publicKey.toString());
        return parameters;
    }

    @Override
    public boolean isPrivate() {
        return seed != null;
    }

    @Override
    public JWK toPublicJWK() {
        return new MlDsaKey(publicKey, null, getKeyID());
    }

    @Override
    public JWK toRevokedJWK(KeyRevocation revocation) {
        throw new UnsupportedOperationException("keys are retired, not revoked");
    }

    @Override
    public int size() {
        return BITS;
    }

    @Override
    public Map<String, Object> toJSONObject() {
        Map<String, Object> json = super.toJSONObject();
        json.put("pub", publicKey.toString());
        if (seed != null) {
            json.put("priv", seed.toString());
        }
        return json;
    }
}
