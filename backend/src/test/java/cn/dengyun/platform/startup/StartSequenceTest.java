package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

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
    void aPortThatTheSystemChoosesIsNeverBusy() {
        assertThatCode(() -> HttpPort.requireFree(settings(0))).doesNotThrowAnyException();
    }

    private static SmallRyeConfig settings(int port) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("quarkus.http.port", Integer.toString(port))
                .withDefaultValue("quarkus.http.host", "127.0.0.1")
                .build();
    }
}
