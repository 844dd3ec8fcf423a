package cn.dengyun.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsSafetyTest {

    private static final String KEY = "x0q7vE0Zt2m5b8N1c4R6y9U3a7S2d5F8g1H4j7K0l3Q=";
    private static final String PASSWORD = "walnut-oxbow-41-lantern";

    @Test
    void whatWasChosenIsLetThrough() {
        assertThat(findings(KEY, PASSWORD)).isEmpty();
        assertThat(findings(KEY, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "not base64 at all, but as long as it has to be!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
            })
    void secretsThatWouldNotBeEncryptedAreNamed(String key) {
        assertThat(findings(key, PASSWORD)).singleElement().asString().startsWith("dengyun.key-encryption-key is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "password",
                "Password-2018",
                WellKnownSecrets.PASSWORD,
                "sysadmin-sysadmin",
                "<DENGYUN_BOOTSTRAP_PASSWORD>",
                "change-me-before-you-start",
                "aaaaaaaaaaaaaaaa",
                "123456789012"
            })
    void aFirstPasswordThatOthersKnowIsNamed(String password) {
        assertThat(findings(KEY, password)).singleElement().asString().startsWith("dengyun.bootstrap-password is");
    }

    @Test
    void anyKeyThatWasDrawnIsSound() {
        byte[] bytes = new byte[32];
        new Random(7).nextBytes(bytes);

        assertThat(findings(Base64.getEncoder().encodeToString(bytes), PASSWORD))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jQMKwZCXTbdJ1kL21xXxI3JO0bLvv78a", "jQMKwZCXTbdJ1kL21ToDo3JO0bLvv78a"})
    void aDrawnPasswordIsSoundWhateverItHappensToSpell(String password) {
        assertThat(findings(KEY, password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xxxxxxxxx-abcde", "TODO: choose one", "todo_choose-one-later", "database_xxxx"})
    void aPlaceThatIsToBeFilledIsNamed(String password) {
        assertThat(findings(KEY, password)).singleElement().asString().startsWith("dengyun.bootstrap-password is");
    }

    private static List<String> findings(String key, String password) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withDefaultValue("dengyun.key-encryption-key", key)
                .withDefaultValue("dengyun.bootstrap-password", password)
                .withMapping(IdentityConfig.class)
                .withMapping(AccountsConfig.class)
                .withValidateUnknown(false)
                .build();
        return new SecretsSafety(
                        config.getConfigMapping(IdentityConfig.class), config.getConfigMapping(AccountsConfig.class))
                .findings();
    }
}
