package cn.dengyun.platform.web;

import cn.dengyun.shared.NetAddress;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Puts a {@link ConnectionWatch} on every connection of the HTTP server, and behind it {@link ReadAnswers} and an
 * {@link AnswerWatch}. Vert.x finds this as a service: what comes before a request can be routed, and so before there
 * is any bean to ask, is seen nowhere else.
 */
public final class WatchedConnections implements VertxServiceProvider {

    private static final String DECODER = "httpDecoder";
    private static final String CONNECTION = "handler";

    /** The limits of the server, from when it is about to listen; null before. */
    private static volatile HttpServerOptions limits;

    /** Whether an address is that of a caller and not of a proxy in front of many. */
    private static volatile boolean isDirect;

    static void holdTo(HttpServerOptions options, boolean isBehindProxies) {
        limits = new HttpServerOptions(options);
        isDirect = !isBehindProxies;
    }

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new WatchingTransport());
    }

    private static final class WatchingTransport extends JDKTransport {

        @Override
        public void configure(NetServerOptions options, boolean isDomainSocket, ServerBootstrap bootstrap) {
            super.configure(options, isDomainSocket, bootstrap);
            bootstrap.handler(new Acceptance(address -> isDirect && !address.isLoopbackAddress()));
        }
    }

    /** Lets connections in, of one address so many that an office behind it has enough. */
    @Sharable
    static final class Acceptance extends ChannelInboundHandlerAdapter {

        static final int MAX_OF_ADDRESS = 2_000;

        private final Predicate<InetAddress> isCounted;
        private final Map<String, Integer> connections = new ConcurrentHashMap<>();

        Acceptance(Predicate<InetAddress> isCounted) {
            this.isCounted = isCounted;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel connection = (Channel) accepted;
            if (connection.remoteAddress() instanceof InetSocketAddress remote
                    && isCounted.test(remote.getAddress())
                    && !take(NetAddress.shareOf(remote.getAddress()), connection)) {
                connection.unsafe().closeForcibly();
                return;
            }
            connection.pipeline().addLast(new Installation());
            context.fireChannelRead(accepted);
        }

        private boolean take(String address, Channel connection) {
            if (connections.merge(address, 1, Integer::sum) > MAX_OF_ADDRESS) {
                giveBack(address);
                return false;
            }
            connection.closeFuture().addListener(closed -> giveBack(address));
            return true;
        }

        private void giveBack(String address) {
            connections.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Waits until Vert.x has set the connection up, and makes room for the watch. */
    private static final class Installation extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ChannelPipeline pipeline = context.pipeline();
            HttpServerOptions known = limits;
            if (known != null && pipeline.get(DECODER) != null && pipeline.get(CONNECTION) != null) {
                pipeline.replace(DECODER, DECODER, new StrictDecoder(known));
                pipeline.addBefore(CONNECTION, "watch", new ConnectionWatch());
                // Behind the watch, which goes by what has come and not by whose turn it is.
                pipeline.addBefore(CONNECTION, "turns", new ReadAnswers());
                pipeline.addBefore(CONNECTION, "answers", new AnswerWatch());
            }
            context.fireChannelActive();
            pipeline.remove(this);
        }
    }
}
