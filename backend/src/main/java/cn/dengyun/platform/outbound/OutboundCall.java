package cn.dengyun.platform.outbound;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call of an address that somebody else has given. Header fields may come from others as well: what would end one, or
 * say how the connection is used, is an {@link IllegalArgumentException}.
 *
 * @param method of HTTP, e.g. {@code POST}
 * @param attempt counted from 0; further attempts go to further addresses of the host
 * @param body null for none
 * @param keptBytes how much of the answer's body is wanted, {@link OutboundCalls#MAX_ANSWER_BYTES} at most
 */
public record OutboundCall(
        String method, String url, int attempt, Map<String, String> headers, String body, int keptBytes) {

    /** A token (RFC 9110 §5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x20-\\x7e]*");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade");

    public OutboundCall {
        require(TOKEN.matcher(method).matches(), "method");
        require(attempt >= 0, "attempt");
        require(keptBytes >= 0 && keptBytes <= OutboundCalls.MAX_ANSWER_BYTES, "bytes to be kept of an answer");
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            require(TOKEN.matcher(name).matches(), "name of a header field");
            require(!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)), "header field of the connection");
            require(FIELD_VALUE.matcher(value).matches(), "value of a header field");
        });
    }

    /** What is wrong is not repeated: it may be a secret. */
    private static void require(boolean isFine, String what) {
        if (!isFine) {
            throw new IllegalArgumentException("unfit for a call: " + what);
        }
    }

    /** Without address, header fields and body, which may hold secrets. */
    @Override
    public String toString() {
        return method + " call, attempt " + attempt;
    }
}
