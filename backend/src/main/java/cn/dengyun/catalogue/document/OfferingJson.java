package cn.dengyun.catalogue.document;

import cn.dengyun.catalogue.domain.OfferingContent;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** The one canonical JSON form of an offering's content: fixed order of members, nothing empty, decimals as strings. */
public final class OfferingJson {

    /** Reads what callers send: a repeated member is an error, not a silent choice of one of the two. */
    static final ObjectMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(BigDecimal.class, new DecimalString()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .build();

    private OfferingJson() {}

    public static String write(OfferingContent content) {
        try {
            return CANONICAL.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("content that was read can be written", e);
        }
    }

    /** A part of a content in the same form: plans, or discounts. */
    public static String write(List<?> part) {
        try {
            return CANONICAL.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("content that was read can be written", e);
        }
    }

    /** A stored content that is about to be changed. */
    public static ObjectNode tree(String json) {
        try {
            return (ObjectNode) READER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("content that was written can be read", e);
        }
    }

    /** The content of a stored version. */
    public static OfferingContent read(String json) {
        try {
            return CANONICAL.readValue(json, OfferingContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("content that was written can be read", e);
        }
    }

    private static final class DecimalString extends JsonSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(value.toPlainString());
        }
    }
}
