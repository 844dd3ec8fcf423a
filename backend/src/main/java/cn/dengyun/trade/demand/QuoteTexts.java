package cn.dengyun.trade.demand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What quotes keep as texts. */
final class QuoteTexts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<QuoteLine>> LINES = new TypeReference<>() {};

    private QuoteTexts() {}

    static List<QuoteLine> lines(String text) {
        try {
            return JSON.readValue(text, LINES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines of a quote cannot be read", e);
        }
    }

    static String write(List<QuoteLine> lines) {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines of a quote cannot be written", e);
        }
    }
}
