package cn.dengyun.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@b@c.cn",
                "a@b.cn\r\nBcc: everybody@c.cn",
                "a@b.cn\n",
                "a@b.cn,c@d.cn",
                "Li <a@b.cn>",
                "a b@c.cn",
                "a@-b.cn",
                "a..b@c.cn",
                "张@例.cn",
                "a@b.cn\u0000"
            })
    void whatIsNotTheAddressOfOnePersonIsRefused(String address) {
        assertThat(Mail.isAddress(address)).isFalse();
        assertThatThrownBy(() -> new Mail(address, "主题", "正文")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.cn", "zhang.san+dengyun@mail.example.com", "x_1@xn--fiqs8s", "o'neil@a-b.cn"})
    void usualAddressesAreTaken(String address) {
        assertThat(Mail.isAddress(address)).isTrue();
    }

    @Test
    void anAddressThatNoServerTakesIsRefused() {
        assertThat(Mail.isAddress("a@" + "b.".repeat(130) + "cn")).isFalse();
        assertThat(Mail.isAddress(null)).isFalse();
    }

    @Test
    void theSubjectIsOneLine() {
        Mail mail = new Mail("a@b.cn", "登云\r\nBcc: everybody@c.cn\u2028\u0085\u0000 ", "正文\u0000");

        assertThat(mail.subject()).isEqualTo("登云 Bcc: everybody@c.cn");
        assertThat(mail.text()).isEqualTo("正文");
    }

    @Test
    void aLongSubjectIsCutBetweenCharacters() {
        assertThat(new Mail("a@b.cn", "𠮷".repeat(300), "").subject()).isEqualTo("𠮷".repeat(200));
    }

    @Test
    void itTellsNothingOfItselfToALog() {
        assertThat(new Mail("a@b.cn", "重置密码", "token-4711")).hasToString("Mail");
    }
}
