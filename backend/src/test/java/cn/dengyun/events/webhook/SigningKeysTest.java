package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    /** The first key pair of RFC 8032 §7.1, its private half in PKCS #8. */
    private static final String PRIVATE_KEY =
            "302e020100300506032b657004220420" + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1614265330;
    private static final String BODY = "{\"test\": 2432232314}";

    @Test
    void signsAsOtherImplementationsOfStandardWebhooksDo() {
        SigningKeys keys = new SigningKeys(
                Base64.getDecoder().decode(SECRET),
                HexFormat.of().parseHex(PRIVATE_KEY),
                HexFormat.of().parseHex(PUBLIC_KEY));

        // v1: the vector of the specification's own libraries; v1a: computed with Node's OpenSSL from the same message.
        assertThat(keys.sign(ID, TIMESTAMP, BODY))
                .isEqualTo(
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
                                + " v1a,fldxM4gAKugP6nnt1hdz3sgGfZ6d99nzrMFnZOELIxbzEHoVmAb2ADpkJK7zgPePmPsle0zV9jSeGlHFG2NVAw==");
        assertThat(keys.shownPublicKey()).isEqualTo("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        assertThat(keys.shownSecret()).isEqualTo("whsec_" + SECRET);
    }

    @Test
    void aReceiverCanCheckFreshKeysAndSeesEveryChange() throws GeneralSecurityException {
        SigningKeys keys = SigningKeys.generate();
        String timestamp = String.valueOf(TIMESTAMP);
        String signatures = keys.sign(ID, TIMESTAMP, BODY);

        assertThat(WebhookVerification.bySecret(keys.shownSecret(), ID, timestamp, BODY, signatures))
                .isTrue();
        assertThat(WebhookVerification.byPublicKey(keys.shownPublicKey(), ID, timestamp, BODY, signatures))
                .isTrue();
        for (List<String> changed : List.of(
                List.of(ID + "x", timestamp, BODY),
                List.of(ID, timestamp + "0", BODY),
                List.of(ID, timestamp, BODY + " "))) {
            assertThat(WebhookVerification.bySecret(
                            keys.shownSecret(), changed.get(0), changed.get(1), changed.get(2), signatures))
                    .isFalse();
            assertThat(WebhookVerification.byPublicKey(
                            keys.shownPublicKey(), changed.get(0), changed.get(1), changed.get(2), signatures))
                    .isFalse();
        }
        assertThat(WebhookVerification.bySecret(SigningKeys.generate().shownSecret(), ID, timestamp, BODY, signatures))
                .isFalse();
    }

    @Test
    void nothingOfTheKeysIsInTheirText() {
        SigningKeys keys = SigningKeys.generate();

        assertThat(keys.toString()).doesNotContain(keys.shownSecret().substring("whsec_".length()));
        assertThat(keys.toString()).contains(keys.shownPublicKey());
    }
}
