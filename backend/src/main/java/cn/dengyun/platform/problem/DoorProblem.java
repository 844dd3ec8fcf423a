package cn.dengyun.platform.problem;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.List;

/** The problem for what the HTTP server cannot take for a request, and so hands to nobody. */
public final class DoorProblem {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DoorProblem() {}

    /**
     * An answer that ends its connection, in the language of the request as far as its head was read.
     *
     * @param request null when nothing is known of it
     */
    public static FullHttpResponse answer(HttpRequest request, String code) {
        Language language = Language.of(header(request, "Accept-Language"));
        String traceId = RequestFacts.newTraceId(header(request, "traceparent"));
        ByteBuf body = Unpooled.wrappedBuffer(render(problem(request, code, language, traceId)));
        int length = body.readableBytes();
        boolean isHead = request != null && request.method().equals(HttpMethod.HEAD);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(ProblemTexts.status(code)),
                isHead ? Unpooled.EMPTY_BUFFER : body);
        HttpHeaders headers = answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, length)
                .set(HttpHeaderNames.CONNECTION, "close")
                .set("Trace-Id", traceId);
        if (ProblemTexts.isRetryable(code)) {
            headers.set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        return answer;
    }

    private static Problem problem(HttpRequest request, String code, Language language, String traceId) {
        return new Problem(
                URI.create("/problems/" + code),
                ProblemTexts.title(code, language),
                ProblemTexts.status(code),
                (ProblemTexts.detail(code, List.of(), language) + " " + ProblemTexts.hint(code, List.of(), language))
                        .strip(),
                path(request),
                code,
                traceId,
                ProblemTexts.isRetryable(code),
                List.of());
    }

    /** Empty where there is none to tell, or it is none that can be told as a URI. */
    private static String path(HttpRequest request) {
        if (request == null || request.decoderResult().isFailure()) {
            return "";
        }
        String path = request.uri().split("[?#]", 2)[0];
        try {
            return URI.create(path).toString();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String header(HttpRequest request, String name) {
        return request == null ? null : request.headers().get(name);
    }

    private static byte[] render(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
