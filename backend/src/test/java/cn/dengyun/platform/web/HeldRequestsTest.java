package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link ReadAnswers} hands on and when, on a connection without a network. */
@SuppressWarnings("FutureReturnValueIgnored")
class HeldRequestsTest {

    private Server server;
    private EmbeddedChannel channel;

    /** What stands behind it. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private final List<String> seen = new ArrayList<>();
        private boolean pausesAtBodies;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                seen.add(request.uri());
            } else if (message instanceof LastHttpContent) {
                seen.add(".");
            } else {
                seen.add("body");
                if (pausesAtBodies) {
                    context.channel().config().setAutoRead(false);
                }
            }
            ReferenceCountUtil.release(message);
        }
    }

    @BeforeEach
    void connect() {
        server = new Server();
        channel = new EmbeddedChannel(new ReadAnswers(), server);
    }

    @Test
    void theNextComesWhenTheAnswerBeforeItIsTaken() {
        request("/1");
        request("/2");
        request("/3");
        assertThat(server.seen).containsExactly("/1", ".");

        channel.write(answer(200));
        channel.runPendingTasks();
        assertThat(server.seen).containsExactly("/1", ".");

        channel.flush();
        channel.runPendingTasks();
        assertThat(server.seen).containsExactly("/1", ".", "/2", ".");

        reply(200);
        reply(200);
        request("/4");
        assertThat(server.seen).containsExactly("/1", ".", "/2", ".", "/3", ".", "/4", ".");
    }

    @Test
    void aBodyComesAsItIsSentAndOfOneThatIsHeldWhatHasCome() {
        head("/1");
        body();
        assertThat(server.seen).containsExactly("/1", "body");
        end();
        head("/2");
        body();
        assertThat(server.seen).containsExactly("/1", "body", ".");

        reply(200);
        assertThat(server.seen).containsExactly("/1", "body", ".", "/2", "body");
        body();
        end();
        assertThat(server.seen).containsExactly("/1", "body", ".", "/2", "body", "body", ".");
    }

    /** A refusal does not wait for the rest of a body. */
    @Test
    void anAnswerBeforeTheEndOfItsRequestMakesRoomForTheNext() {
        head("/1");
        reply(413);
        body();
        end();
        request("/2");

        assertThat(server.seen).containsExactly("/1", "body", ".", "/2", ".");
    }

    @Test
    void anAnswerIsOverWithItsLastPartAndNotWithAnInterimOne() {
        request("/1");
        request("/2");
        reply(100);
        assertThat(server.seen).containsExactly("/1", ".");

        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        channel.writeOutbound(new DefaultHttpContent(Unpooled.buffer().writeZero(1)));
        channel.runPendingTasks();
        assertThat(server.seen).containsExactly("/1", ".");

        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        channel.runPendingTasks();
        assertThat(server.seen).containsExactly("/1", ".", "/2", ".");
    }

    @Test
    void nothingMoreIsReadWhileEnoughIsHeld() {
        request("/first");
        for (int i = 0; i < ReadAnswers.MAX_HELD / 2; i++) {
            assertThat(channel.config().isAutoRead()).isTrue();
            request("/" + i);
        }
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.config().setAutoRead(true);
        assertThat(channel.config().isAutoRead()).isFalse();

        reply(200);
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(server.seen).containsExactly("/first", ".", "/0", ".");
    }

    /** Which has stopped because it cannot take more of a body yet. */
    @Test
    void theServerIsNotMadeToReadWhenItHasStoppedItself() {
        server.pausesAtBodies = true;
        request("/1");
        head("/2");
        for (int i = 0; i < ReadAnswers.MAX_HELD; i++) {
            body();
        }
        assertThat(channel.config().isAutoRead()).isFalse();

        reply(200);
        assertThat(server.seen).contains("/2").hasSize(3 + ReadAnswers.MAX_HELD);
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.config().setAutoRead(true);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whatIsHeldIsGivenBackWhenTheConnectionEnds() {
        request("/1");
        head("/2");
        ByteBuf content = body();
        assertThat(content.refCnt()).isEqualTo(1);

        channel.close();

        assertThat(content.refCnt()).isZero();
        assertThat(server.seen).containsExactly("/1", ".");
    }

    private void request(String path) {
        head(path);
        end();
    }

    private void head(String path) {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path));
    }

    private ByteBuf body() {
        ByteBuf content = Unpooled.buffer().writeZero(1);
        channel.writeInbound(new DefaultHttpContent(content));
        return content;
    }

    private void end() {
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void reply(int status) {
        channel.writeOutbound(answer(status));
        channel.runPendingTasks();
    }

    private static FullHttpResponse answer(int status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    }
}
