package cn.dengyun.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The vectors of RFC 6238 appendix B, whose eight digits end in ours. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void theCodesAreThoseOfTheStandard(long second, String code) {
        assertThat(OneTimeCodes.at(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void aCodeIsGoodInItsStepAndThoseNextToIt() {
        for (long second : new long[] {1, 31, 61}) {
            assertThat(OneTimeCodes.stepOf(SECRET, "287082", Instant.ofEpochSecond(second)))
                    .isEqualTo(OptionalLong.of(1));
        }
        assertThat(OneTimeCodes.stepOf(SECRET, "287082", Instant.ofEpochSecond(91)))
                .isEmpty();
        assertThat(OneTimeCodes.stepOf(SECRET, "287083", Instant.ofEpochSecond(31)))
                .isEmpty();
    }

    @Test
    void anAppGetsTheSecretInBase32() {
        assertThat(OneTimeCodes.uri(SECRET, "王 芳"))
                .isEqualTo("otpauth://totp/Dengyun:%E7%8E%8B%20%E8%8A%B3?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Dengyun&algorithm=SHA1&digits=6&period=30");
        assertThat(OneTimeCodes.newSecret()).hasSize(20).isNotEqualTo(OneTimeCodes.newSecret());
    }

    @Test
    void recoveryCodesAreTypedAsPeopleLike() {
        String code = RecoveryCodes.next().get(0);

        assertThat(RecoveryCodes.next()).hasSize(10).doesNotHaveDuplicates();
        assertThat(RecoveryCodes.digest(
                        " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo(RecoveryCodes.digest(code));
    }
}
