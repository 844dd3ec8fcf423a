package cn.dengyun.events.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.Language;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NotificationTextsTest {

    @Test
    void everyOccasionHasTextsInBothLanguages() {
        for (Language language : Language.values()) {
            assertThat(Arrays.stream(NotificationOccasion.values())).allSatisfy(occasion -> {
                assertThat(NotificationTexts.title(occasion, language)).isNotBlank();
                assertThat(NotificationTexts.text(occasion, language)).isNotBlank();
            });
            assertThat(NotificationTexts.foot(language)).isNotBlank();
        }
        assertThat(NotificationTexts.title(NotificationOccasion.CERTIFICATION_CERTIFIED, Language.ZH))
                .isNotEqualTo(NotificationTexts.title(NotificationOccasion.CERTIFICATION_CERTIFIED, Language.EN));
    }
}
