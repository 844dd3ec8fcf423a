package cn.dengyun.settlement.claim.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What claims keep as texts. */
final class ClaimTexts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> ARGUMENTS = new TypeReference<>() {};

    private ClaimTexts() {}

    static List<String> arguments(String text) {
        try {
            return JSON.readValue(text, ARGUMENTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a check found cannot be read", e);
        }
    }

    static String write(List<String> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }
}
