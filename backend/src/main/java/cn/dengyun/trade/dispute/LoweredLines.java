package cn.dengyun.trade.dispute;

import cn.dengyun.trade.dispute.domain.LoweredLine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** The lines that a decision lowers, as the text that a dispute keeps. */
public final class LoweredLines {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<LoweredLine>> LINES = new TypeReference<>() {};

    private LoweredLines() {}

    /** None of no text. */
    public static List<LoweredLine> read(String text) {
        if (text == null) {
            return List.of();
        }
        try {
            return JSON.readValue(text, LINES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a decision has lowered cannot be read", e);
        }
    }

    /** Null for none. */
    static String write(List<LoweredLine> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }
}
