package cn.dengyun.platform.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands the requests of one connection to the server one by one: the next when the system has taken all of the answer
 * before it. Whoever sends many and reads nothing has only those carried out whose answers find room between the two
 * sides; the rest costs nothing until he reads. In order, as the server would answer them anyhow.
 *
 * <p>How much the other side has read is known to nobody but the system, which takes more as it is read; so what the
 * system may keep for a connection is bounded as well ({@link #SEND_BUFFER}). Used by one event loop only.
 */
// What fails on a connection ends it, which is seen without these futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class ReadAnswers extends ChannelDuplexHandler {

    /**
     * What the system is asked to keep for a connection, in bytes; Linux doubles it for what it needs itself. Left
     * alone it grows to megabytes for whoever does not read. It bounds as well what is under way to somebody far off: a
     * download has at least 1.3 MB a second when the way there and back takes a tenth of one.
     */
    static final int SEND_BUFFER = 128 * 1024;

    /**
     * Parts of requests that are held before no more is read, most of them two parts. Not at once, for a connection
     * that is not read does not tell that the other side has hung up.
     */
    static final int MAX_HELD = 16;

    /** Of all that one read brings, which is not told to stop: requests of twenty bytes are many. */
    private static final int MAX_IN_ONE_READ = 4_096;

    /** What has come behind the request whose answer is not taken yet. */
    private final Queue<Object> held = new ArrayDeque<>();

    /** Whether the server has a request, or the system not yet all of its answer. */
    private boolean isBusy;

    /** Whether the answer that is being written is none yet: one is still to come after it. */
    private boolean isInterim;

    /** Whether it was here that reading was stopped; the server does so for reasons of its own. */
    private boolean hasStopped;

    private boolean isHandingOn;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (held.isEmpty() && !(isBusy && message instanceof HttpRequest)) {
            handOn(context, message);
            return;
        }
        if (held.size() >= MAX_IN_ONE_READ) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        held.add(message);
        stopWhenFull(context);
    }

    /** Asked for by the system when it was told to go on by whoever else stops and begins it. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (isHandingOn || !stopWhenFull(context)) {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !isInterim) {
            context.write(message, promise.unvoid().addListener(taken -> {
                if (taken.isSuccess()) {
                    isBusy = false;
                    goOn(context);
                }
            }));
        } else {
            context.write(message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }

    /** In a turn of its own: the server has not yet finished with the answer that is being written. */
    private void goOn(ChannelHandlerContext context) {
        if (!held.isEmpty()) {
            context.executor().execute(() -> next(context));
        }
    }

    private void next(ChannelHandlerContext context) {
        if (held.isEmpty()) {
            return;
        }
        isHandingOn = true;
        if (hasStopped) {
            // Before the server has what comes next, and perhaps stops for it.
            hasStopped = false;
            context.channel().config().setAutoRead(true);
        }
        while (!held.isEmpty() && !(isBusy && held.peek() instanceof HttpRequest)) {
            handOn(context, held.poll());
        }
        context.fireChannelReadComplete();
        isHandingOn = false;
        stopWhenFull(context);
    }

    private void handOn(ChannelHandlerContext context, Object message) {
        isBusy |= message instanceof HttpRequest;
        context.fireChannelRead(message);
    }

    /** Whether enough is held, and whoever sends has to wait. */
    private boolean stopWhenFull(ChannelHandlerContext context) {
        if (held.size() < MAX_HELD) {
            return false;
        }
        if (context.channel().config().isAutoRead()) {
            hasStopped = true;
            context.channel().config().setAutoRead(false);
        }
        return true;
    }

    private void drop() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
