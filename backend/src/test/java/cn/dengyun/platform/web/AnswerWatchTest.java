package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On real connections, whose other side reads as it pleases. */
class AnswerWatchTest {

    /** More than the buffers of two sockets hold. */
    private static final int LONG = 32 * 1024 * 1024;

    private static final long PLENTY = Long.MAX_VALUE;
    private static final int SECONDS = 60;

    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final AtomicLong kept = new AtomicLong();
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
    private Channel connection;

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void whoReadsNothingLosesTheConnection() throws Exception {
        try (Socket reader = answered(PLENTY, 2)) {
            assertThat(isClosedWithin(SECONDS * 1_000)).isTrue();
            assertThat(reader.isConnected()).isTrue();
        }
        stop();
        assertThat(kept).hasValue(0);
    }

    @Test
    void whoReadsNothingWhileTooMuchIsKeptHasNoSuchTime() throws Exception {
        try (Socket reader = answered(LONG / 2, Long.MAX_VALUE)) {
            assertThat(isClosedWithin(SECONDS * 1_000)).isTrue();
            assertThat(reader.isConnected()).isTrue();
        }
        stop();
        assertThat(kept).hasValue(0);
    }

    @Test
    void whoReadsGetsAll() throws Exception {
        try (Socket reader = answered(PLENTY, 2)) {
            assertThat(reader.getInputStream().readNBytes(LONG)).hasSize(LONG);
            assertThat(isClosedWithin(1)).isFalse();
        }
    }

    /** For longer than the time in which somebody may read nothing, and faster than the least rate. */
    @Test
    void whoReadsSlowlyMayGoOn() throws Exception {
        try (Socket reader = answered(PLENTY, 2)) {
            for (int i = 0; i < 16; i++) {
                assertThat(reader.getInputStream().readNBytes(1024 * 1024)).hasSize(1024 * 1024);
                assertThat(isClosedWithin(250)).isFalse();
            }
        }
    }

    private boolean isClosedWithin(long millis) throws InterruptedException {
        if (connection == null) {
            connection = accepted.poll(SECONDS, TimeUnit.SECONDS);
        }
        return connection.closeFuture().await(millis);
    }

    /** A connection on which much is answered at once. */
    private Socket answered(long maxKept, long graceSeconds) throws IOException {
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(new AnswerWatch(kept, maxKept, graceSeconds), new Answering());
                        accepted.add(connection);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        Socket reader = new Socket();
        reader.setReceiveBufferSize(64 * 1024);
        reader.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
        reader.connect(server.localAddress());
        return reader;
    }

    private static final class Answering extends ChannelInboundHandlerAdapter {

        @Override
        @SuppressWarnings("FutureReturnValueIgnored")
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(new byte[LONG]));
        }
    }
}
