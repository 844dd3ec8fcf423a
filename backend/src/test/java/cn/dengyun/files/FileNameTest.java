package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"发票.pdf", "a b (1).pdf", "𠮷.txt", "naïve—2026.csv", "100%.txt", "it's.pdf"})
    void usualNamesAreTaken(String name) {
        assertThat(FileName.isSound(FileName.normalized(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                ".",
                "..",
                ".htaccess",
                "../../etc/passwd",
                "a/b.pdf",
                "C:\\fakepath\\a.pdf",
                "a\u0000.pdf",
                "a\r\nSet-Cookie: x.pdf",
                "\u202Efdp.exe",
                "a\u2066b.pdf",
                "a\u200B.pdf",
                "a\uD800.pdf",
                "a.pdf.",
                "a\u2028.pdf",
                "a\"b.pdf"
            })
    void namesThatHideSomethingAreRefused(String name) {
        assertThat(FileName.isSound(FileName.normalized(name))).isFalse();
    }

    @Test
    void aNameIsCountedInCharacters() {
        assertThat(FileName.isTooLong("𠮷".repeat(200))).isFalse();
        assertThat(FileName.isTooLong("字".repeat(201))).isTrue();
    }

    @Test
    void aChineseNameArrivesWhole() {
        assertThat(FileName.disposition("发票 '1'%.pdf"))
                .isEqualTo("attachment; filename=\"__ _1__.pdf\";"
                        + " filename*=UTF-8''%E5%8F%91%E7%A5%A8%20%271%27%25.pdf");
    }
}
