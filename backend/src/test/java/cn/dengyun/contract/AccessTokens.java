package cn.dengyun.contract;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.shared.ClientScope;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;

/** Tokens that the platform really issued, and forgeries made of them with its own key. */
final class AccessTokens {

    private final Map<String, String> issued = new ConcurrentHashMap<>();

    /**
     * The token of a caller; null for nobody.
     *
     * @param scope that the operation asks API clients for; null when it asks for none
     */
    String of(AccessColumn column, AccessOwner owner, String scope) {
        return switch (column) {
            case PUBLIC -> null;
            case CLIENT_OWN -> ofClient("platform");
            case CLIENT_NO_SCOPE -> issued.computeIfAbsent("without " + scope, name -> allBut(scope));
            case CLIENT_OTHER -> ofClient(owner == AccessOwner.APPLICATION ? "platform" : "application");
            default -> ofAccount(account(column, owner));
        };
    }

    /** The account of a caller who is a person. */
    static String account(AccessColumn column, AccessOwner owner) {
        return switch (column) {
            case ENTERPRISE_OWN -> "enterprise";
            case ENTERPRISE_OTHER -> "enterprise2";
            case PROVIDER_OWN -> "platform";
            case PROVIDER_OTHER -> owner == AccessOwner.APPLICATION ? "platform" : "application";
            case AUTHORITY_REGION -> owner.authority();
            case AUTHORITY_OTHER -> owner.otherAuthority();
            case FINANCE -> "finance";
            case AUDITOR -> "auditor";
            case SYSADMIN -> "sysadmin";
            case PUBLIC, CLIENT_OWN, CLIENT_NO_SCOPE, CLIENT_OTHER ->
                throw new IllegalArgumentException(column + " is no person");
        };
    }

    private static String allBut(String scope) {
        return SignedIn.narrowToken(
                ClientScope.texts().stream().filter(each -> !each.equals(scope)).collect(Collectors.joining(" ")));
    }

    /** What was issued may have been revoked by a request. */
    void forget() {
        issued.clear();
        SignedIn.forgetTokens();
    }

    String ofAccount(String name) {
        return issued.computeIfAbsent(name, SignedIn::tokenOf);
    }

    String ofClient(String name) {
        return issued.computeIfAbsent(name + "-client", client -> SignedIn.clientToken(client, name + "-secret"));
    }

    /** What nobody may get anywhere with, by what is wrong with it. */
    Map<String, String> forged() throws Exception {
        String genuine = ofAccount("sysadmin");
        Map<String, String> forged = new LinkedHashMap<>();
        JwtClaims expired = claims(genuine);
        expired.setIssuedAt(NumericDate.fromSeconds(NumericDate.now().getValue() - 3_000));
        expired.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 2_100));
        forged.put("expired", signed(expired, genuine));
        JwtClaims elsewhere = claims(genuine);
        elsewhere.setAudience("somebody-else");
        forged.put("for another audience", signed(elsewhere, genuine));
        JwtClaims stranger = claims(genuine);
        stranger.setIssuer("https://somebody.example");
        forged.put("of another issuer", signed(stranger, genuine));
        JwtClaims other = claims(genuine);
        other.setSubject(UUID.randomUUID().toString());
        String signature = genuine.substring(genuine.lastIndexOf('.'));
        String changed = signed(other, genuine);
        forged.put("with a changed claim", changed.substring(0, changed.lastIndexOf('.')) + signature);
        forged.put("without a signature", unsigned(claims(genuine), genuine));
        forged.put("signed with the public key as a shared secret", confused(claims(genuine), genuine));
        return forged;
    }

    private static JwtClaims claims(String token) throws Exception {
        return new JwtConsumerBuilder()
                .setSkipAllValidators()
                .setSkipSignatureVerification()
                .setDisableRequireSignature()
                .build()
                .processToClaims(token);
    }

    private static JsonWebSignature about(JwtClaims claims, String genuine) throws Exception {
        JsonWebSignature original = new JsonWebSignature();
        original.setCompactSerialization(genuine);
        JsonWebSignature copy = new JsonWebSignature();
        copy.setPayload(claims.toJson());
        copy.setKeyIdHeaderValue(original.getKeyIdHeaderValue());
        copy.setHeader("typ", original.getHeader("typ"));
        copy.setDoKeyValidation(false);
        return copy;
    }

    private static String signed(JwtClaims claims, String genuine) throws Exception {
        JsonWebSignature signature = about(claims, genuine);
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKey(privateKey(signature.getKeyIdHeaderValue()));
        return signature.getCompactSerialization();
    }

    private static String unsigned(JwtClaims claims, String genuine) throws Exception {
        JsonWebSignature signature = about(claims, genuine);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue("none");
        return signature.getCompactSerialization();
    }

    private static String confused(JwtClaims claims, String genuine) throws Exception {
        JsonWebSignature signature = about(claims, genuine);
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKey(new HmacKey(key(signature.getKeyIdHeaderValue(), "public_key")));
        return signature.getCompactSerialization();
    }

    private static PrivateKey privateKey(String kid) throws Exception {
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key(kid, "private_key")));
    }

    /** From the table, where a test finds it whoever keeps it in the code. */
    private static byte[] key(String kid, String column) throws SQLException {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.flyway.username", String.class),
                        config.getValue("quarkus.flyway.password", String.class));
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + column + " FROM signing_key WHERE kid = '" + kid + "'")) {
            row.next();
            return row.getBytes(1);
        }
    }
}
