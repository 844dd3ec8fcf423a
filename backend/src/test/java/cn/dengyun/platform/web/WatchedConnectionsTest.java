package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.WatchedConnections.Acceptance;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class WatchedConnectionsTest {

    private final EmbeddedChannel server = new EmbeddedChannel(new Acceptance(address -> !address.isLoopbackAddress()));

    private static final class Connection extends EmbeddedChannel {

        private final String address;

        Connection(String address) {
            this.address = address;
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return address == null ? null : new InetSocketAddress(address, 50_000);
        }
    }

    @Test
    void anAddressHasSoManyConnectionsAndTakesNoneOfAnothers() {
        Connection first = accepted("192.0.2.1");
        for (int i = 1; i < Acceptance.MAX_OF_ADDRESS; i++) {
            accepted("192.0.2.1");
        }

        refused("192.0.2.1");
        accepted("192.0.2.2");
        accepted("2001:db8::1");

        first.close().syncUninterruptibly();
        accepted("192.0.2.1");
        refused("192.0.2.1");
    }

    @Test
    void theMachineItselfIsNotCounted() {
        for (int i = 0; i <= Acceptance.MAX_OF_ADDRESS; i++) {
            accepted("127.0.0.1");
        }
    }

    private Connection accepted(String address) {
        Connection connection = new Connection(address);
        assertThat(server.writeInbound(connection)).isTrue();
        assertThat(server.<Object>readInbound()).isSameAs(connection);
        return connection;
    }

    private void refused(String address) {
        assertThat(server.writeInbound(new Connection(address))).isFalse();
    }
}
