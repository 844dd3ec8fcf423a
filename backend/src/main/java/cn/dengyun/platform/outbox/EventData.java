package cn.dengyun.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.regex.Pattern;

/** Writes the data of events: every member of the record, null ones too, moments as RFC 3339. */
public final class EventData {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final Pattern MEMBER = Pattern.compile("\\{(\\w+)}");

    private EventData() {}

    public static String render(Record data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("data of an event that is not JSON: " + data.getClass(), e);
        }
    }

    /** A path with the members of the data in the place of their names. */
    static String fill(String path, Record data) {
        return fill(path, JSON.<JsonNode>valueToTree(data));
    }

    static String fill(String path, JsonNode members) {
        return MEMBER.matcher(path)
                .replaceAll(name -> members.required(name.group(1)).asText());
    }
}
