package cn.dengyun.platform.web;

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

/**
 * Puts a {@link ConnectionWatch} on every connection of the HTTP server. Vert.x finds this as a service: what comes
 * before a request can be routed, and so before there is any bean to ask, is seen nowhere else.
 */
public final class WatchedConnections implements VertxServiceProvider {

    private static final String DECODER = "httpDecoder";
    private static final String CONNECTION = "handler";

    /** The limits of the server, from when it is about to listen; null before. */
    private static volatile HttpServerOptions limits;

    static void holdTo(HttpServerOptions options) {
        limits = new HttpServerOptions(options);
    }

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new WatchingTransport());
    }

    private static final class WatchingTransport extends JDKTransport {

        @Override
        public void configure(NetServerOptions options, boolean isDomainSocket, ServerBootstrap bootstrap) {
            super.configure(options, isDomainSocket, bootstrap);
            bootstrap.handler(new Acceptance());
        }
    }

    @Sharable
    private static final class Acceptance extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            ((Channel) accepted).pipeline().addLast(new Installation());
            context.fireChannelRead(accepted);
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
            }
            context.fireChannelActive();
            pipeline.remove(this);
        }
    }
}
