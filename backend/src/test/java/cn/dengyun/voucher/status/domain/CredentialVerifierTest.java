package cn.dengyun.voucher.status.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.voucher.status.domain.CredentialVerifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything here happens without a connection: with a text, the published keys, a status list and a clock. */
class CredentialVerifierTest {

    private static final Instant NOW = Instant.parse("2018-07-02T01:00:00Z");
    private static final UUID PROGRAMME = UUID.fromString("01900000-0000-7000-8000-0000000000aa");
    private static final String KID = "a1B2c3D4";
    private static final KeyPair KEY = aKeyPair();
    private static final CredentialVerifier VERIFIER = new CredentialVerifier(Map.of(KID, KEY.getPublic()));

    private static final Credential CREDENTIAL = new Credential(
            "AAECAwQFBgcICQoL",
            "DY4K-7M2P-9QXT-6",
            PROGRAMME,
            5,
            5_000_000,
            null,
            NOW,
            NOW.plus(Duration.ofMinutes(5)));
    private static final String GENUINE = CREDENTIAL.signed(KID, KEY.getPrivate());

    @Test
    void aGenuineOneIsAcceptedWithWhatItSays() {
        CredentialVerifier.Verification found = VERIFIER.verify(GENUINE, list(Map.of()), NOW);

        assertThat(found.verdict()).isEqualTo(Verdict.VALID);
        assertThat(found.credential()).isEqualTo(CREDENTIAL);
    }

    @Test
    void theLargestThereCanBeHasFourHundredBytesAtMost() {
        Credential largest = new Credential(
                "AAECAwQFBgcICQoL",
                "DY4K-7M2P-9QXT-6",
                PROGRAMME,
                999_999_999,
                9_999_999_999_999L,
                UUID.fromString("01900000-0000-7000-8000-000000000001"),
                NOW,
                NOW.plus(Duration.ofMinutes(5)));

        String text = largest.signed(KID, KEY.getPrivate());

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Credential.LONGEST);
        assertThat(VERIFIER.verify(text, NOW).credential()).isEqualTo(largest);
    }

    @ParameterizedTest
    @CsvSource({
        "-31, NOT_YET_VALID",
        "-30, VALID",
        "0, VALID",
        "300, VALID",
        "329, VALID",
        "330, EXPIRED",
        "86400, EXPIRED"
    })
    void itIsGoodForItsMinutesOnly(long seconds, Verdict expected) {
        assertThat(verdict(GENUINE, NOW.plusSeconds(seconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ENDED, ENDED", "SUSPENDED, SUSPENDED", "USED_UP, USED_UP", "VALID, VALID"})
    void theListTellsWhatBecameOfTheVoucher(ListedStatus status, Verdict expected) {
        assertThat(VERIFIER.verify(GENUINE, list(Map.of(5, status)), NOW).verdict())
                .isEqualTo(expected);
        assertThat(VERIFIER.verify(GENUINE, list(Map.of(4, ListedStatus.ENDED, 6, ListedStatus.ENDED)), NOW)
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void withoutAListThatIsItsOwnFreshAndLongEnoughItIsRefused() {
        StatusList ofAnother = StatusList.of(UUID.randomUUID(), 10, Map.of(), NOW, NOW.plus(Duration.ofDays(1)));
        StatusList old = StatusList.of(PROGRAMME, 10, Map.of(), NOW.minus(Duration.ofDays(1)), NOW);
        StatusList tooShort = StatusList.of(PROGRAMME, 4, Map.of(), NOW, NOW.plus(Duration.ofDays(1)));

        for (StatusList list : new StatusList[] {null, ofAnother, old, tooShort}) {
            assertThat(VERIFIER.verify(GENUINE, list, NOW).verdict()).isEqualTo(Verdict.LIST_UNUSABLE);
        }
    }

    @Test
    void anotherKeyForgesNothing() {
        KeyPair another = aKeyPair();

        assertThat(verdict(CREDENTIAL.signed(KID, another.getPrivate()))).isEqualTo(Verdict.FORGED);
        assertThat(verdict(CREDENTIAL.signed("other-ID", another.getPrivate()))).isEqualTo(Verdict.UNKNOWN_KEY);
    }

    @Test
    void noOtherAlgorithmIsTakenFromTheHeader() throws Exception {
        String claims = GENUINE.split("\\.", -1)[1];
        String none = encoded("{\"alg\":\"none\",\"typ\":\"dyv\",\"kid\":\"" + KID + "\"}") + "." + claims + ".";
        String hmacHeader = encoded("{\"alg\":\"HS256\",\"typ\":\"dyv\",\"kid\":\"" + KID + "\"}") + "." + claims;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getPublic().getEncoded(), "HmacSHA256"));
        String hmac = hmacHeader + "." + encoded(mac.doFinal(hmacHeader.getBytes(StandardCharsets.US_ASCII)));
        String ownKey = encoded("{\"alg\":\"EdDSA\",\"typ\":\"dyv\",\"kid\":\"" + KID + "\",\"jwk\":{}}") + "." + claims
                + "." + GENUINE.split("\\.", -1)[2];

        for (String text : new String[] {none, none + GENUINE.split("\\.", -1)[2], hmac, ownKey}) {
            assertThat(verdict(text)).isEqualTo(Verdict.MALFORMED);
        }
    }

    @Test
    void aStatusListIsNoCredentialAndTheOtherWayRound() {
        String list = list(Map.of()).list().signed(KID, KEY.getPrivate(), 30);

        assertThat(verdict(list)).isEqualTo(Verdict.MALFORMED);
        assertThat(VERIFIER.list(GENUINE)).isEmpty();
        assertThat(VERIFIER.list(list)).isPresent();
    }

    @Test
    void aStatusListThatSomebodyElseSignedIsNone() {
        assertThat(VERIFIER.list(list(Map.of()).list().signed(KID, aKeyPair().getPrivate(), 30)))
                .isEmpty();
        assertThat(VERIFIER.list(list(Map.of()).list().signed("other-ID", KEY.getPrivate(), 30)))
                .isEmpty();
    }

    @Property(tries = 500)
    void aStatusListSaysAfterItsTravelWhatItSaidBefore(
            @ForAll @IntRange(min = 1, max = 5_000) int vouchers,
            @ForAll @IntRange(max = 4_999) int index,
            @ForAll ListedStatus status) {
        int place = index % vouchers;
        StatusList sent = StatusList.of(PROGRAMME, vouchers, Map.of(place, status), NOW, NOW.plusSeconds(60));

        StatusList received =
                VERIFIER.list(sent.list().signed(KID, KEY.getPrivate(), 30)).orElseThrow();

        assertThat(received.list().bits()).isEqualTo(sent.list().bits());
        assertThat(received.at(place)).contains(status);
    }

    /** 100,000 of them, each another text than the genuine one. */
    @Property(tries = 100_000)
    void noOneCharacterCanBeAltered(
            @ForAll @IntRange(max = 399) int place, @ForAll @IntRange(min = 33, max = 126) int character) {
        int at = place % GENUINE.length();
        String altered = GENUINE.substring(0, at) + (char) character + GENUINE.substring(at + 1);

        if (!altered.equals(GENUINE)) {
            assertThat(VERIFIER.verify(altered, NOW).credential()).isNull();
        }
    }

    @Property(tries = 20_000)
    void noBitCanBeFlipped(@ForAll @IntRange(max = 100_000) int bit) {
        byte[] bytes = GENUINE.getBytes(StandardCharsets.ISO_8859_1);
        int at = bit % (bytes.length * Byte.SIZE);
        bytes[at / Byte.SIZE] ^= (byte) (1 << at % Byte.SIZE);

        assertThat(VERIFIER.verify(new String(bytes, StandardCharsets.ISO_8859_1), NOW)
                        .credential())
                .isNull();
    }

    @Property(tries = 400)
    void itCannotBeCutOff(@ForAll @IntRange(max = 399) int length) {
        String begin = GENUINE.substring(0, length % GENUINE.length());

        assertThat(verdict(begin)).isEqualTo(Verdict.MALFORMED);
    }

    @Property(tries = 2_000)
    void noClaimOfAnotherFits(@ForAll @IntRange(min = 1, max = 1_000_000) int more) {
        Credential richer = new Credential(
                CREDENTIAL.nonce(),
                CREDENTIAL.code(),
                PROGRAMME,
                CREDENTIAL.statusIndex(),
                CREDENTIAL.faceFen() + more,
                null,
                CREDENTIAL.issuedAt(),
                CREDENTIAL.expiresAt());
        String[] own = GENUINE.split("\\.", -1);
        String claims = richer.signed(KID, aKeyPair().getPrivate()).split("\\.", -1)[1];

        assertThat(verdict(own[0] + "." + claims + "." + own[2])).isEqualTo(Verdict.FORGED);
    }

    private static Verdict verdict(String text) {
        return verdict(text, NOW);
    }

    private static Verdict verdict(String text, Instant at) {
        return VERIFIER.verify(text, at).verdict();
    }

    private static StatusList list(Map<Integer, ListedStatus> others) {
        return StatusList.of(PROGRAMME, 10, others, NOW, NOW.plus(Duration.ofDays(1)));
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair aKeyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
