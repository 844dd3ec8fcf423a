package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.DoorProblem;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Watches one connection, between the decoder and the server: what is no request is answered with a problem, as
 * everything else is, and what does not come in time is not waited for. Both end the connection, after the answers to
 * what came before on it.
 *
 * <p>A head has to be complete in time, whoever sends a byte now and then, and a body has to keep to a least rate,
 * averaged over the time in which the platform was ready to read it. A connection on which an answer is owed is not
 * idle, however long the work takes. Used by one event loop only.
 */
// What fails on a connection ends it, which is seen without these futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionWatch extends ChannelDuplexHandler {

    /** From the first byte of a head, or from the beginning of a connection, to the end of the head. */
    static final long HEAD_SECONDS = 10;

    /** How often the rate of a body is looked at. */
    static final long LOOK_SECONDS = 5;

    /** In which a body may come as slowly as it will. */
    static final long GRACE_SECONDS = 10;

    static final long LEAST_BYTES_PER_SECOND = 4_096;

    /** In which the other side can read its refusal before its connection is cut. */
    private static final long FAREWELL_SECONDS = 2;

    /** Requests handed on whose answers are not complete. */
    private int unanswered;

    /** Whether the answer to the oldest of them has begun. */
    private boolean isAnswering;

    private HttpRequest current;
    private boolean isBodyComing;
    private boolean isContinueOwed;
    private long bodyBytes;
    private long waitedSeconds;

    /** Whether anything was decoded since bytes came last, and at all. */
    private boolean hasDecoded;

    private boolean hasRead;
    private Future<?> timer;

    /** Nothing that comes is handed on any more. */
    private boolean isRefusing;

    /** Nothing that the server says is sent any more. */
    private boolean isSilenced;

    private FullHttpResponse refusal;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        awaitHead(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        endTimer();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        hasDecoded = true;
        if (isRefusing || !isAccepted(context, message)) {
            ReferenceCountUtil.release(message);
            return;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        hasRead = true;
        if (!isRefusing && timer == null) {
            if (isBodyComing) {
                watchBody(context);
            } else if (!hasDecoded) {
                awaitHead(context);
            }
        }
        hasDecoded = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (isSilenced) {
            ReferenceCountUtil.release(message);
            if (!promise.isVoid()) {
                promise.tryFailure(new ClosedChannelException());
            }
            return;
        }
        context.write(message, promise);
        if (message instanceof HttpResponse response) {
            isContinueOwed = false;
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                return;
            }
            isAnswering = true;
        }
        if (message instanceof LastHttpContent) {
            isAnswering = false;
            unanswered--;
            sendRefusalInTurn(context);
        }
    }

    /** Vert.x would end the connection in the middle of its request. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (unanswered == 0 || !(event instanceof IdleStateEvent)) {
            context.fireUserEventTriggered(event);
        }
    }

    private boolean isAccepted(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            endTimer();
            String code = defect(request);
            if (code != null) {
                refuseHead(context, request, code);
                return false;
            }
            begin(request);
        }
        if (message instanceof HttpContent content) {
            if (content.decoderResult().isFailure()) {
                refuseBody(context, "bad-request");
                return false;
            }
            bodyBytes += content.content().readableBytes();
            if (content instanceof LastHttpContent) {
                isBodyComing = false;
                endTimer();
            }
        }
        return true;
    }

    private void begin(HttpRequest request) {
        current = request;
        unanswered++;
        isBodyComing = true;
        isContinueOwed = HttpUtil.is100ContinueExpected(request);
        bodyBytes = 0;
        waitedSeconds = 0;
    }

    /** The code of what is wrong with a head; null when the server can take it. */
    private static String defect(HttpRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return "uri-too-long";
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return "headers-too-large";
        }
        HttpVersion version = request.protocolVersion();
        boolean isKnown = version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
        return cause == null && isKnown && isUri(request.uri()) ? null : "bad-request";
    }

    /** As the framework reads it, which would say 400 and not a word more. */
    private static boolean isUri(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void awaitHead(ChannelHandlerContext context) {
        timer = context.executor().schedule(() -> headIsOverdue(context), HEAD_SECONDS, TimeUnit.SECONDS);
    }

    private void headIsOverdue(ChannelHandlerContext context) {
        if (!isReading(context)) {
            awaitHead(context);
        } else if (hasRead) {
            refuseHead(context, null, "request-timeout");
        } else {
            // Browsers open connections in advance, and take no answer to what they have not asked.
            context.close();
        }
    }

    private void watchBody(ChannelHandlerContext context) {
        timer = context.executor()
                .scheduleAtFixedRate(() -> lookAtBody(context), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void lookAtBody(ChannelHandlerContext context) {
        if (!isReading(context) || isContinueOwed) {
            return;
        }
        waitedSeconds += LOOK_SECONDS;
        if (waitedSeconds >= GRACE_SECONDS && bodyBytes < waitedSeconds * LEAST_BYTES_PER_SECOND) {
            refuseBody(context, "request-timeout");
        }
    }

    /** Whether it is the other side that is waited for. */
    private static boolean isReading(ChannelHandlerContext context) {
        return context.channel().config().isAutoRead();
    }

    private void refuseHead(ChannelHandlerContext context, HttpRequest request, String code) {
        endTimer();
        isRefusing = true;
        refusal = DoorProblem.answer(request, code);
        sendRefusalInTurn(context);
    }

    private void refuseBody(ChannelHandlerContext context, String code) {
        endTimer();
        isRefusing = true;
        if (unanswered == 1 && !isAnswering) {
            refusal = DoorProblem.answer(current, code);
            unanswered = 0;
            sendRefusalInTurn(context);
        } else {
            // It was answered before it had come, or others are still in front of it.
            context.close();
        }
    }

    private void sendRefusalInTurn(ChannelHandlerContext context) {
        if (refusal == null || unanswered > 0) {
            return;
        }
        isSilenced = true;
        // Unread bytes would make the end of the connection overtake the answer.
        context.channel().config().setAutoRead(true);
        context.writeAndFlush(refusal).addListener(sent -> end(context));
        refusal = null;
    }

    private static void end(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel socket && socket.isActive()) {
            socket.shutdownOutput();
            context.executor().schedule(() -> context.close(), FAREWELL_SECONDS, TimeUnit.SECONDS);
        } else {
            context.close();
        }
    }

    private void endTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
