package cn.dengyun.voucher.status.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.voucher.status.domain.CredentialVerifier.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The vectors that every verifier is held against, in whatever language. The keys are the first two of RFC 8032 §7.1,
 * which everybody knows. {@code -Dtest=CredentialVectorsTest -Dupdate} rewrites the file.
 */
class CredentialVectorsTest {

    private static final Path FILE = Path.of("src", "test", "resources", "voucher", "credential-vectors.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2018-07-02T01:00:00Z");
    private static final UUID PROGRAMME = UUID.fromString("01900000-0000-7000-8000-0000000000aa");
    private static final String KID = "rfc8032a";
    private static final String X = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final PrivateKey KEY =
            privateKey("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    private static final PrivateKey STRANGER =
            privateKey("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    @Test
    void theVerifierSaysOfEachWhatTheFileSays() throws IOException {
        if (System.getProperty("update") != null) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(vectors()) + "\n");
        }
        JsonNode committed = JSON.readTree(Files.readString(FILE));
        CredentialVerifier verifier = new CredentialVerifier(Map.of(KID, publicKey(X)));

        assertThat(committed.path("cases")).hasSameSizeAs(vectors().path("cases"));
        for (JsonNode each : committed.path("cases")) {
            StatusList list = verifier.list(committed
                            .path("lists")
                            .path(each.path("list").asText())
                            .asText())
                    .orElse(null);
            assertThat(verifier.verify(
                                    each.path("credential").asText(),
                                    list,
                                    Instant.parse(each.path("at").asText()))
                            .verdict())
                    .as(each.path("name").asText())
                    .isEqualTo(Verdict.valueOf(each.path("verdict").asText()));
        }
    }

    private static ObjectNode vectors() {
        ObjectNode vectors = JSON.createObjectNode();
        vectors.putObject("published")
                .putArray("keys")
                .addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("kid", KID)
                .put("x", encoded(HexFormat.of().parseHex(X)));
        ObjectNode lists = vectors.putObject("lists");
        Instant dayLater = NOW.plus(Duration.ofDays(1));
        Map<Integer, ListedStatus> others =
                Map.of(1, ListedStatus.ENDED, 2, ListedStatus.SUSPENDED, 3, ListedStatus.USED_UP);
        lists.put(
                "good",
                StatusList.of(PROGRAMME, 8, others, NOW, dayLater).list().signed(KID, KEY, 30));
        lists.put(
                "forged",
                StatusList.of(PROGRAMME, 8, others, NOW, dayLater).list().signed(KID, STRANGER, 30));
        lists.put(
                "old",
                StatusList.of(PROGRAMME, 8, others, NOW.minus(Duration.ofDays(1)), NOW)
                        .list()
                        .signed(KID, KEY, 30));
        lists.put(
                "ofAnother",
                StatusList.of(new UUID(1, 1), 8, others, NOW, dayLater).list().signed(KID, KEY, 30));

        String genuine = credential(0, NOW).signed(KID, KEY);
        String signature = genuine.substring(genuine.lastIndexOf('.'));
        String body = genuine.substring(0, genuine.lastIndexOf('.'));
        String claims = body.substring(body.indexOf('.'));
        ArrayNode cases = vectors.putArray("cases");
        add(cases, "genuine", genuine, "good", NOW, Verdict.VALID);
        add(cases, "bound to a provider", bound().signed(KID, KEY), "good", NOW, Verdict.VALID);
        add(cases, "a clock behind", genuine, "good", NOW.minusSeconds(30), Verdict.VALID);
        add(cases, "before its time", genuine, "good", NOW.minusSeconds(31), Verdict.NOT_YET_VALID);
        add(cases, "a clock ahead", genuine, "good", NOW.plusSeconds(329), Verdict.VALID);
        add(cases, "expired", genuine, "good", NOW.plusSeconds(330), Verdict.EXPIRED);
        add(cases, "of a revoked voucher", credential(1, NOW).signed(KID, KEY), "good", NOW, Verdict.ENDED);
        add(cases, "of a frozen voucher", credential(2, NOW).signed(KID, KEY), "good", NOW, Verdict.SUSPENDED);
        add(cases, "of a voucher used up", credential(3, NOW).signed(KID, KEY), "good", NOW, Verdict.USED_UP);
        add(cases, "beyond the list", credential(8, NOW).signed(KID, KEY), "good", NOW, Verdict.LIST_UNUSABLE);
        add(cases, "forged list", genuine, "forged", NOW, Verdict.LIST_UNUSABLE);
        add(cases, "old list", genuine, "old", NOW, Verdict.LIST_UNUSABLE);
        add(cases, "list of another programme", genuine, "ofAnother", NOW, Verdict.LIST_UNUSABLE);
        add(cases, "another key", credential(0, NOW).signed(KID, STRANGER), "good", NOW, Verdict.FORGED);
        add(cases, "a key nobody knows", credential(0, NOW).signed("stranger", KEY), "good", NOW, Verdict.UNKNOWN_KEY);
        String others1 = credential(1, NOW).signed(KID, KEY);
        add(
                cases,
                "signature of another",
                others1.substring(0, others1.lastIndexOf('.')) + signature,
                "good",
                NOW,
                Verdict.FORGED);
        add(cases, "no signature", body + ".", "good", NOW, Verdict.MALFORMED);
        add(cases, "cut off", genuine.substring(0, genuine.length() - 1), "good", NOW, Verdict.MALFORMED);
        add(cases, "alg none", header("none") + claims + ".", "good", NOW, Verdict.MALFORMED);
        add(cases, "alg none with a signature", header("none") + claims + signature, "good", NOW, Verdict.MALFORMED);
        add(cases, "alg HS256", header("HS256") + claims + signature, "good", NOW, Verdict.MALFORMED);
        add(cases, "a status list", lists.path("good").asText(), "good", NOW, Verdict.MALFORMED);
        add(cases, "other spelling of the last byte", respelt(genuine), "good", NOW, Verdict.MALFORMED);
        add(cases, "blanks around it", " " + genuine, "good", NOW, Verdict.MALFORMED);
        add(cases, "nothing", "", "good", NOW, Verdict.MALFORMED);
        return vectors;
    }

    private static void add(ArrayNode cases, String name, String credential, String list, Instant at, Verdict verdict) {
        cases.addObject()
                .put("name", name)
                .put("credential", credential)
                .put("list", list)
                .put("at", at.toString())
                .put("verdict", verdict.name());
    }

    private static Credential credential(int index, Instant at) {
        return new Credential(
                "AAECAwQFBgcICQoL",
                "DY4K-7M2P-9QXT-6",
                PROGRAMME,
                index,
                5_000_000,
                null,
                at,
                at.plus(Duration.ofMinutes(5)));
    }

    private static Credential bound() {
        return new Credential(
                "AAECAwQFBgcICQoL",
                "DY4K-7M2P-9QXT-6",
                PROGRAMME,
                0,
                5_000_000,
                UUID.fromString("01900000-0000-7000-8000-000000000001"),
                NOW,
                NOW.plus(Duration.ofMinutes(5)));
    }

    /** 86 characters hold 516 bits, four more than the signature has: Base64url can write them in sixteen ways. */
    private static String respelt(String genuine) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = genuine.charAt(genuine.length() - 1);
        return genuine.substring(0, genuine.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);
    }

    private static String header(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"dyv\",\"kid\":\"" + KID + "\"}";
        return encoded(header.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PrivateKey privateKey(String seed) {
        try {
            byte[] encoded = HexFormat.of().parseHex("302e020100300506032b657004220420" + seed);
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PublicKey publicKey(String bare) {
        try {
            byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100" + bare);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
