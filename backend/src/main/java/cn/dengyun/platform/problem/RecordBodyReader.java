package cn.dengyun.platform.problem;

import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads the records that operations take as JSON bodies and names every defect at once: unknown and repeated members,
 * wrong types, and what Bean Validation finds in the rest. Jackson alone stops at the first.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class RecordBodyReader implements ServerMessageBodyReader<Object> {

    private final ObjectMapper json;
    private final Validator validator;
    private final CurrentOperation operation;

    RecordBodyReader(ObjectMapper json, Validator validator, CurrentOperation operation) {
        // A number is not a text and "5" is not a number: what is coerced silently is misunderstood silently.
        this.json = json.copy().configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        this.json
                .coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        this.validator = validator;
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
            throws WebApplicationException, IOException {
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
        List<Defect> defects = new ArrayList<>();
        ObjectReader reader = json.readerFor(type)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withHandler(new Collector(defects));
        Object value;
        try {
            value = reader.readValue(bytes);
        } catch (JsonProcessingException e) {
            throw JsonDefects.rejection(e);
        }
        if (value == null) {
            throw Rejection.invalid(defects.isEmpty() ? List.of(Defect.at("", "body-missing")) : defects);
        }
        if (!defects.isEmpty()) {
            addConstraintDefects(value, defects);
            throw Rejection.invalid(defects);
        }
        operation.read(value);
        // What is well-formed goes on to the operation's own @Valid, which also sees its other parameters.
        return value;
    }

    /** A member with a wrong type was read as null; that it therefore is missing too need not be said. */
    private void addConstraintDefects(Object value, List<Defect> defects) {
        Set<String> known = new HashSet<>();
        defects.forEach(defect -> known.add(defect.pointer()));
        for (ConstraintViolation<Object> violation : validator.validate(value)) {
            Defect defect = ConstraintDefects.ofBody(violation);
            if (!known.contains(defect.pointer())) {
                defects.add(defect);
            }
        }
    }

    private static final class Collector extends DeserializationProblemHandler {

        private final List<Defect> defects;

        Collector(List<Defect> defects) {
            this.defects = defects;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String name)
                throws IOException {
            defects.add(Defect.at(place(parser), "unknown-field", name));
            parser.skipChildren();
            return true;
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
                throws IOException {
            note(parser);
            parser.skipChildren();
            return nothing(target.getRawClass());
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String message) {
            if (target.isEnum()) {
                String known = Arrays.stream(target.getEnumConstants())
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
                defects.add(Defect.at(place(context.getParser()), "value-unknown", value, known));
                return null;
            }
            note(context.getParser());
            return nothing(target);
        }

        @Override
        public Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> target, Number value, String message) {
            note(context.getParser());
            return nothing(target);
        }

        private void note(JsonParser parser) {
            defects.add(Defect.at(place(parser), "wrong-type"));
        }

        private static String place(JsonParser parser) {
            return parser.getParsingContext().pathAsPointer().toString();
        }

        private static Object nothing(Class<?> target) {
            if (target == boolean.class) {
                return false;
            }
            if (target == int.class) {
                return 0;
            }
            return target == long.class ? (Object) 0L : null;
        }
    }
}
