package cn.dengyun.platform.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches how the answers on one connection are read. What is not read stays in the memory of the node, so whoever does
 * not keep to a least rate loses the connection; and as soon as the node keeps too much, whoever has read nothing for a
 * moment. Used by one event loop only.
 */
// What fails on a connection ends it, which is seen without these futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class AnswerWatch extends ChannelOutboundHandlerAdapter {

    static final long LOOK_SECONDS = 1;

    /** Of all connections, in bytes. */
    static final long MAX_KEPT = Runtime.getRuntime().maxMemory() / 8;

    private static final AtomicLong KEPT = new AtomicLong();

    private final AtomicLong keptOfAll;
    private final long maxKept;
    private final long graceSeconds;

    /** What is kept for this connection, as it was counted last. */
    private long kept;

    private long written;
    private long readAtLook;
    private long readAtBegin;
    private long waitedSeconds;
    private Future<?> timer;

    AnswerWatch() {
        this(KEPT, MAX_KEPT, ConnectionWatch.GRACE_SECONDS);
    }

    /** @param graceSeconds in which an answer may be read as slowly as somebody will, while there is room */
    AnswerWatch(AtomicLong keptOfAll, long maxKept, long graceSeconds) {
        this.keptOfAll = keptOfAll;
        this.maxKept = maxKept;
        this.graceSeconds = graceSeconds;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        written += bytesOf(message);
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        count(context);
        if (kept > 0 && timer == null) {
            waitedSeconds = 0;
            readAtBegin = written - kept;
            readAtLook = readAtBegin;
            timer = context.executor()
                    .scheduleAtFixedRate(() -> look(context), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        keptOfAll.addAndGet(-kept);
        kept = 0;
        endTimer();
    }

    private void look(ChannelHandlerContext context) {
        count(context);
        if (kept == 0) {
            endTimer();
            return;
        }
        waitedSeconds += LOOK_SECONDS;
        long read = written - kept;
        boolean isSlow = waitedSeconds >= graceSeconds
                && read - readAtBegin < waitedSeconds * ConnectionWatch.LEAST_BYTES_PER_SECOND;
        boolean isTooMuch = read == readAtLook && keptOfAll.get() > maxKept;
        readAtLook = read;
        if (isSlow || isTooMuch) {
            context.close();
        }
    }

    private void count(ChannelHandlerContext context) {
        long now = keptFor(context);
        if (now != kept) {
            keptOfAll.addAndGet(now - kept);
            kept = now;
        }
    }

    private static long keptFor(ChannelHandlerContext context) {
        ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
    }

    private static long bytesOf(Object message) {
        if (message instanceof ByteBufHolder holder) {
            return holder.content().readableBytes();
        }
        return message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    }

    private void endTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
