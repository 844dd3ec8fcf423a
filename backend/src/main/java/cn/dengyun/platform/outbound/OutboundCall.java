package cn.dengyun.platform.outbound;

import java.util.Map;

/**
 * A call of an address that somebody else has given.
 *
 * @param method of HTTP, e.g. {@code POST}
 * @param attempt counted from 0; further attempts go to further addresses of the host
 * @param body null for none
 * @param keptBytes how much of the answer's body is wanted, {@link OutboundCalls#MAX_ANSWER_BYTES} at most
 */
public record OutboundCall(
        String method, String url, int attempt, Map<String, String> headers, String body, int keptBytes) {

    public OutboundCall {
        if (keptBytes < 0 || keptBytes > OutboundCalls.MAX_ANSWER_BYTES) {
            throw new IllegalArgumentException("bytes to be kept of an answer: " + keptBytes);
        }
        headers = Map.copyOf(headers);
    }
}
