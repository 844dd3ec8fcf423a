package cn.dengyun.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacTest {

    @Test
    void signaturesAreThoseOfTheStandard() {
        byte[] signature = Hmac.sign(bytes("Jefe"), bytes("what do ya want for nothing?"));

        assertThat(HexFormat.of().formatHex(signature))
                .as("RFC 4231, test case 2")
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
