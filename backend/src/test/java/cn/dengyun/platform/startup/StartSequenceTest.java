package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartSequenceTest {

    @Test
    void aBusyPortIsNamedWithTheRemedy() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> HttpPort.requireFree(settings(busy.getLocalPort())))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("Port " + busy.getLocalPort())
                    .hasMessageContaining("QUARKUS_HTTP_PORT");
        }
    }

    @Test
    void aBusySecondPortIsNamedToo() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SmallRyeConfig settings = new SmallRyeConfigBuilder()
                    .withDefaultValue("quarkus.http.port", "0")
                    .withDefaultValue("quarkus.http.host", "127.0.0.1")
                    .withDefaultValue("dengyun.operations-port", Integer.toString(busy.getLocalPort()))
                    .build();

            assertThatThrownBy(() -> HttpPort.requireFree(settings))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("DENGYUN_OPERATIONS_PORT");
        }
    }

    @Test
    void aPortThatTheSystemChoosesIsNeverBusy() {
        assertThatCode(() -> HttpPort.requireFree(settings(0))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "65536", "8080.0", "99999999999"})
    void whatIsNoPortIsNamedWithTheRemedy(String port) {
        assertThatThrownBy(() -> HttpPort.requireFree(settings(port)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContainingAll(port, "QUARKUS_HTTP_PORT");
    }

    @Test
    void anArgumentWithoutEffectIsRefusedBeforeAnythingIsStarted() {
        try {
            assertThatThrownBy(() -> StartSequence.run("--dengyun.data-folder=here", "--dengyun.tokens.lifetime=1H"))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContainingAll("dengyun.data-folder is unknown", "dengyun.tokens.lifetime cannot be set");
        } finally {
            System.clearProperty("dengyun.data-folder");
            System.clearProperty("dengyun.tokens.lifetime");
        }
    }

    private static SmallRyeConfig settings(int port) {
        return settings(Integer.toString(port));
    }

    private static SmallRyeConfig settings(String port) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("quarkus.http.port", port)
                .withDefaultValue("quarkus.http.host", "127.0.0.1")
                .build();
    }
}
