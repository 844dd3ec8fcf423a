package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartupBannerTest {

    @Test
    void itSaysWhereToGoAndWhatTheSlicesAdd() {
        String text = StartupBanner.text(
                "http://localhost:8080", List.of(notice("Demo accounts", "province", "hefei"), notice("Nothing")));

        assertThat(text)
                .contains("http://localhost:8080/api/v1", "http://localhost:8080/swagger-ui", "/openapi", "/q/health")
                .containsSubsequence("Demo accounts", "  province", "  hefei")
                .doesNotContain("Nothing");
    }

    private static StartupNotice notice(String heading, String... lines) {
        return new StartupNotice() {
            @Override
            public String heading() {
                return heading;
            }

            @Override
            public List<String> lines() {
                return List.of(lines);
            }
        };
    }
}
