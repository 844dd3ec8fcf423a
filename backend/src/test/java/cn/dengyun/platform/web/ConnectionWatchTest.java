package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a connection without a network, whose time is moved by hand. */
@SuppressWarnings("FutureReturnValueIgnored")
class ConnectionWatchTest {

    private static final String SOUND = "GET /sound HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String CHUNKED = "POST /chunked HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String LONG = "POST /long HTTP/1.1\r\nHost: h\r\nContent-Length: 10000000\r\n\r\n";

    private Server server;
    private EmbeddedChannel channel;

    /** What stands behind the watch. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private final List<String> requests = new ArrayList<>();
        private int idle;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                requests.add(request.uri());
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            idle++;
        }
    }

    @BeforeEach
    void connect() {
        server = new Server();
        channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder(), new ConnectionWatch(), server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET // HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /?limit=%zz HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: many\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nBad Name: x\r\n\r\n"
            })
    void whatIsNoRequestIsAnsweredWithAProblemAndGoesNoFurther(String bytes) {
        send(bytes);

        assertThat(answer())
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .containsIgnoringCase("connection: close")
                .containsPattern("(?i)trace-id: [0-9a-f]{32}")
                .contains("application/problem+json", "\"code\":\"bad-request\"", "\"title\":\"请求有误\"");
        assertThat(server.requests).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aProblemSpeaksTheLanguageOfItsRequestAndBearsItsTraceId() {
        send("GET /%zz HTTP/1.1\r\nAccept-Language: en\r\n"
                + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n\r\n");

        assertThat(answer()).contains("\"title\":\"Bad request\"", "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
    }

    @Test
    void linesAndHeadersThatAreTooLongAreToldApart() {
        send("GET /" + "x".repeat(70_000));
        assertThat(answer()).startsWith("HTTP/1.1 414 ").contains("\"uri-too-long\"");

        connect();
        send("GET / HTTP/1.1\r\nX: " + "x".repeat(70_000));
        assertThat(answer()).startsWith("HTTP/1.1 431 ").contains("\"headers-too-large\"");
    }

    @Test
    void whatCameBeforeIsAnsweredBefore() {
        send(SOUND + SOUND + "nonsense\r\n\r\n" + SOUND);
        assertThat(answer()).isEmpty();

        reply(200);
        assertThat(answer()).startsWith("HTTP/1.1 200 ");

        reply(201);
        assertThat(answer()).startsWith("HTTP/1.1 201 ").contains("HTTP/1.1 400 ");
        assertThat(server.requests).hasSize(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionIsIdleOnlyWhenNothingIsOwedOnIt() {
        send(SOUND + SOUND);
        beIdle();
        reply(200);
        beIdle();
        assertThat(server.idle).isZero();

        reply(200);
        beIdle();
        assertThat(server.idle).isOne();
    }

    private void beIdle() {
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.ALL_IDLE_STATE_EVENT);
    }

    @Test
    void aBrokenChunkIsAnsweredInPlaceOfItsRequest() {
        send(CHUNKED + "2\r\n{}\r\n");
        assertThat(answer()).isEmpty();

        send("zz\r\n");

        assertThat(answer()).startsWith("HTTP/1.1 400 ").contains("\"instance\":\"/chunked\"");
        assertThat(reply(200).isSuccess()).isFalse();
        assertThat(answer()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBrokenChunkEndsAnAnswerThatHasBegun() {
        send(CHUNKED);
        channel.writeOutbound(
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK),
                new DefaultHttpContent(Unpooled.copiedBuffer("begun", StandardCharsets.UTF_8)));
        answer();

        send("zz\r\n");

        assertThat(answer()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aHeadThatDribblesIsNotWaitedForLongerThanOneThatDoesNotCome() {
        for (int second = 0; second < ConnectionWatch.HEAD_SECONDS; second++) {
            assertThat(channel.isOpen()).isTrue();
            send(SOUND.substring(second, second + 1));
            pass(1);
        }

        assertThat(answer()).startsWith("HTTP/1.1 408 ").contains("\"request-timeout\"");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatSaysNothingIsEndedWithoutAWord() {
        pass(ConnectionWatch.HEAD_SECONDS);

        assertThat(answer()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionMayRestBetweenItsRequestsAndNotWithinOne() {
        send(SOUND);
        reply(200);
        answer();
        pass(60);
        assertThat(channel.isOpen()).isTrue();

        send("GET /sec");
        pass(ConnectionWatch.HEAD_SECONDS - 1);
        send("ond");
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(answer()).startsWith("HTTP/1.1 408 ");
        assertThat(server.requests).containsExactly("/sound");
    }

    @Test
    void aBodyThatDribblesIsAnsweredThatItCameTooLate() {
        send(LONG);
        for (int second = 0; second < ConnectionWatch.GRACE_SECONDS; second++) {
            assertThat(channel.isOpen()).isTrue();
            send("x".repeat((int) ConnectionWatch.LEAST_BYTES_PER_SECOND - 100));
            pass(1);
        }

        assertThat(answer()).startsWith("HTTP/1.1 408 ").contains("\"instance\":\"/long\"");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyOfTheLeastRateMayTakeItsTime() {
        send(LONG);
        for (int second = 0; second < 300; second++) {
            send("x".repeat((int) ConnectionWatch.LEAST_BYTES_PER_SECOND));
            pass(1);
        }

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void timeInWhichThePlatformDoesNotReadIsNotTheSenders() {
        send(LONG);
        channel.config().setAutoRead(false);
        pass(600);
        assertThat(channel.isOpen()).isTrue();

        channel.config().setAutoRead(true);
        pass(ConnectionWatch.GRACE_SECONDS);
        assertThat(answer()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void whoAsksWhetherToSendIsNotLateBeforeItIsTold() {
        send(LONG.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        pass(60);
        assertThat(channel.isOpen()).isTrue();

        reply(100);
        assertThat(answer()).startsWith("HTTP/1.1 100 ");
        pass(ConnectionWatch.GRACE_SECONDS);
        assertThat(answer()).startsWith("HTTP/1.1 408 ");
    }

    /** The answer to a request that has come goes as slowly as its reader reads. */
    @Test
    void aRequestThatIsAllThereHasNoDeadlineHere() {
        send(SOUND);
        pass(600);

        assertThat(channel.isOpen()).isTrue();
    }

    private void send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private ChannelFuture reply(int status) {
        ChannelFuture written = channel.pipeline()
                .writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status)));
        channel.runPendingTasks();
        return written;
    }

    private void pass(long seconds) {
        for (long second = 0; second < seconds; second++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            channel.runPendingTasks();
        }
    }

    /** What has been sent since it was asked last. */
    private String answer() {
        StringBuilder sent = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            sent.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return sent.toString();
    }
}
