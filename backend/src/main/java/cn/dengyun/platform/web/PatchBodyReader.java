package cn.dengyun.platform.web;

import cn.dengyun.platform.form.RecordReader;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads merge patches, as trees of a size that is bounded before anything is made of them. */
@Provider
@Consumes(MergePatch.MEDIA_TYPE)
public class PatchBodyReader implements ServerMessageBodyReader<JsonNode> {

    private final RecordReader records;

    PatchBodyReader(RecordReader records) {
        this.records = records;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == JsonNode.class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == JsonNode.class;
    }

    @Override
    public JsonNode readFrom(Class<JsonNode> type, Type generic, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return records.readPatch(context.getInputStream().readAllBytes());
    }

    @Override
    public JsonNode readFrom(
            Class<JsonNode> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return records.readPatch(body.readAllBytes());
    }
}
