package cn.dengyun.files;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends bytes as fast as they are taken: the next piece is read when the one before has left, so a slow receiver costs
 * one piece of memory, no thread and no connection of the database.
 *
 * <p>It names the interface of the standard too, by which the framework looks for writers.
 */
@Provider
public class ContentBodyWriter implements ServerMessageBodyWriter<ContentBody>, MessageBodyWriter<ContentBody> {

    private static final Logger LOG = Logger.getLogger(ContentBodyWriter.class);

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == ContentBody.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == ContentBody.class;
    }

    @Override
    public void writeResponse(ContentBody body, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        ServerHttpResponse response = context.serverResponse();
        request.suspend();
        response.setResponseHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        send(body, 0, response, request);
    }

    @Override
    public void writeTo(
            ContentBody body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream target) {
        throw new UnsupportedOperationException("contents are only sent as answers to requests");
    }

    private static void fail(
            Throwable failure, long sent, ServerHttpResponse response, ResteasyReactiveRequestContext request) {
        if (sent == 0 && !response.headWritten()) {
            response.removeResponseHeader(HttpHeaders.CONTENT_LENGTH);
            request.resume(failure);
            return;
        }
        LOG.debug("a download broke off", failure);
        // Whoever still listens must not take it for the whole.
        response.reset();
        request.resume();
    }

    private static void send(
            ContentBody body, long sent, ServerHttpResponse response, ResteasyReactiveRequestContext request) {
        if (sent >= body.length() || request.getMethod().equals("HEAD")) {
            response.end();
            request.resume();
            return;
        }
        body.next(sent)
                .chain(piece -> io.smallrye.mutiny.Uni.createFrom()
                        .completionStage(() -> response.write(piece.getBytes()))
                        .replaceWith(sent + piece.length()))
                .subscribe()
                .with(done -> send(body, done, response, request), failure -> fail(failure, sent, response, request));
    }
}
