package cn.dengyun.platform.form;

import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads the records that operations take as JSON bodies. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class RecordBodyReader implements ServerMessageBodyReader<Object> {

    private final RecordReader records;
    private final CurrentOperation operation;

    RecordBodyReader(RecordReader records, CurrentOperation operation) {
        this.records = records;
        this.operation = operation;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Object readFrom(Class<Object> type, Type generic, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return read(type, context.getInputStream());
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(type, body);
    }

    private Object read(Class<?> type, InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        if (bytes.length == 0) {
            throw Rejection.invalid(List.of(Defect.at("", "body-missing")));
        }
        Object value = records.read(bytes, type);
        operation.read(value);
        // What is well-formed goes on to the operation's own @Valid, which also sees its other parameters.
        return value;
    }
}
