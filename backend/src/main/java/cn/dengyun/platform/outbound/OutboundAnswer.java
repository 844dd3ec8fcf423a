package cn.dengyun.platform.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What came of a call.
 *
 * @param status null when there was no answer
 * @param headers without regard to case; none when there was no answer
 * @param body as much of it as was wanted and came in time, as it was sent
 * @param isWhole whether that is all of it
 * @param failure why there was no answer; null when there was one
 * @param isSent whether any of the call may have left: not where there never was a connection for it
 * @param isTried whether its turn came: else nothing of it says anything about the other side
 * @param millis from asking for the address until the answer
 */
public record OutboundAnswer(
        Integer status,
        MultiMap headers,
        Buffer body,
        boolean isWhole,
        OutboundFailure failure,
        boolean isSent,
        boolean isTried,
        long millis) {

    /** Of a call that was sent. */
    public OutboundAnswer(
            Integer status, MultiMap headers, Buffer body, boolean isWhole, OutboundFailure failure, long millis) {
        this(status, headers, body, isWhole, failure, true, millis);
    }

    /** Of one whose turn came. */
    public OutboundAnswer(
            Integer status,
            MultiMap headers,
            Buffer body,
            boolean isWhole,
            OutboundFailure failure,
            boolean isSent,
            long millis) {
        this(status, headers, body, isWhole, failure, isSent, true, millis);
    }

    static OutboundAnswer none(OutboundFailure failure, boolean isSent, boolean isTried, long millis) {
        return new OutboundAnswer(
                null, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), false, failure, isSent, isTried, millis);
    }

    /** Without header fields and body, which may hold secrets. */
    @Override
    public String toString() {
        return (failure == null ? "status " + status : failure) + " after " + millis + " ms";
    }
}
