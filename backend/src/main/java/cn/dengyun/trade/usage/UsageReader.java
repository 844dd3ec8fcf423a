package cn.dengyun.trade.usage;

import cn.dengyun.platform.form.ConstraintDefects;
import cn.dengyun.platform.form.JsonDefects;
import cn.dengyun.platform.form.RecordReader;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads what is reported: lines of JSON, where one that is broken harms no other, or a batch of CloudEvents 1.0 (<a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON format</a>, 4), which
 * is one document. Bytes are counted as they come, after decompression. It blocks.
 */
@ApplicationScoped
public class UsageReader {

    public static final int MAX_LINES = 10_000;

    /** After decompression: 800 bytes for each of the lines, which usually have 200. */
    public static final int MAX_BYTES = 8 << 20;

    private static final int MAX_LINE_BYTES = 4_096;
    private static final int MAX_DEFECTS = 10;

    /** What of a CloudEvent says something here; its other attributes, and extensions, may be there. */
    private static final Map<String, String> OF_CLOUD_EVENT = Map.of("eventId", "id", "occurredAt", "time");

    private static final String SUBJECT = "/api/v1/usage-meters/";

    private final RecordReader records;
    private final Validator validator;
    private final ObjectMapper json;

    UsageReader(RecordReader records, Validator validator, ObjectMapper json) {
        this.records = records;
        this.validator = validator;
        this.json = json.copy();
    }

    /**
     * All that is in a body. Rejects with {@code usage-too-long} (413), {@code gzip-broken} (400),
     * {@code upload-interrupted} (503) when the caller is gone, and {@code invalid-request} (400) where the whole makes
     * no sense.
     */
    public UsageBatch read(InputStream body, boolean isCompressed, boolean isCloudEvents) {
        byte[] bytes = bytes(body, isCompressed);
        List<UsageBatch.Line> lines = isCloudEvents ? ofCloudEvents(bytes) : ofLines(bytes);
        if (lines.isEmpty()) {
            throw Rejection.invalid(List.of(Defect.at("", "body-missing")));
        }
        return new UsageBatch(HexFormat.of().formatHex(Hashes.sha256(bytes)), lines);
    }

    private static byte[] bytes(InputStream body, boolean isCompressed) {
        try {
            InputStream plain = isCompressed ? new GZIPInputStream(body) : body;
            byte[] bytes = plain.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLong();
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw Rejection.invalid("gzip-broken");
        } catch (IOException e) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "upload-interrupted");
        }
    }

    private static Rejection tooLong() {
        return Rejection.of(Rejection.Kind.TOO_LARGE, "usage-too-long", MAX_LINES, MAX_BYTES >> 20);
    }

    private List<UsageBatch.Line> ofLines(byte[] bytes) {
        List<UsageBatch.Line> lines = new ArrayList<>();
        int number = 0;
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            if (!isBlank(bytes, start, end)) {
                if (lines.size() == MAX_LINES) {
                    throw tooLong();
                }
                lines.add(ofLine(number, bytes, start, end));
            }
            start = end + 1;
        }
        return lines;
    }

    private static boolean isBlank(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\r') {
                return false;
            }
        }
        return true;
    }

    private UsageBatch.Line ofLine(int number, byte[] bytes, int start, int end) {
        UsageLine plain = end - start > MAX_LINE_BYTES ? null : PlainLine.read(json.getFactory(), bytes, start, end);
        return plain == null
                ? ofLine(number, Arrays.copyOfRange(bytes, start, end))
                : new UsageBatch.Line(number, plain, plain.eventId(), List.of(), false);
    }

    private UsageBatch.Line ofLine(int number, byte[] line) {
        if (line.length > MAX_LINE_BYTES) {
            Defect tooLong = Defect.at("", "usage-line-too-long", MAX_LINE_BYTES / 1_024);
            return new UsageBatch.Line(number, null, null, List.of(tooLong), false);
        }
        try {
            UsageLine said = records.read(line, UsageLine.class);
            return checked(number, said, false);
        } catch (Rejection refused) {
            return new UsageBatch.Line(number, null, keyIn(line), few(refused.defects()), false);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /** Whose line it is, where it does say that; whatever else is wrong with it. */
    private String keyIn(byte[] line) {
        try {
            return key(json.readTree(line));
        } catch (IOException e) {
            return null;
        }
    }

    private static String key(JsonNode line) {
        String said = line == null ? "" : line.path("eventId").asText("");
        return said.matches(UsageLine.EVENT_ID) ? said : null;
    }

    private UsageBatch.Line checked(int number, UsageLine said, boolean isCloudEvent) {
        List<Defect> defects = validator.validate(said).stream()
                .map(ConstraintDefects::ofBody)
                .map(defect -> isCloudEvent ? placed(defect) : defect)
                .toList();
        String key = said.eventId() != null && said.eventId().matches(UsageLine.EVENT_ID) ? said.eventId() : null;
        return new UsageBatch.Line(number, defects.isEmpty() ? said : null, key, few(defects), isCloudEvent);
    }

    private static List<Defect> few(List<Defect> defects) {
        return defects.size() > MAX_DEFECTS ? defects.subList(0, MAX_DEFECTS) : defects;
    }

    /**
     * Its elements are read one after the other; where one is no JSON there is no telling where the next begins, so all
     * of it is refused.
     */
    private List<UsageBatch.Line> ofCloudEvents(byte[] bytes) {
        List<UsageBatch.Line> lines = new ArrayList<>();
        try (JsonParser parser = json.createParser(bytes)) {
            parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            if (parser.nextToken() == null) {
                return List.of();
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw Rejection.invalid(List.of(Defect.at("", "wrong-type-list")));
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (lines.size() == MAX_LINES) {
                    throw tooLong();
                }
                lines.add(ofCloudEvent(lines.size() + 1, parser.readValueAsTree()));
            }
            if (parser.nextToken() != null) {
                throw Rejection.invalid(List.of(Defect.at(
                        "",
                        "malformed-json",
                        parser.currentLocation().getLineNr(),
                        parser.currentLocation().getColumnNr())));
            }
            return lines;
        } catch (JsonProcessingException e) {
            throw JsonDefects.rejection(e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private UsageBatch.Line ofCloudEvent(int number, JsonNode event) throws IOException {
        List<Defect> defects = new ArrayList<>();
        if (!event.isObject()) {
            defects.add(Defect.at("", "wrong-type-object"));
            return new UsageBatch.Line(number, null, null, defects, true);
        }
        if (!event.path("specversion").asText("").equals("1.0")) {
            defects.add(Defect.at("/specversion", "usage-cloud-event-version"));
        }
        for (String needed : List.of("id", "source", "type")) {
            if (!event.path(needed).isTextual()
                    || event.path(needed).textValue().isEmpty()) {
                defects.add(Defect.at("/" + needed, "required"));
            }
        }
        if (!event.path("data").isObject()) {
            defects.add(Defect.at("/data", "wrong-type-object"));
        }
        if (!defects.isEmpty()) {
            return new UsageBatch.Line(number, null, null, defects, true);
        }
        ObjectNode line = event.path("data").deepCopy();
        OF_CLOUD_EVENT.forEach((member, attribute) -> {
            if (event.hasNonNull(attribute)) {
                line.set(member, event.get(attribute));
            }
        });
        String meter = event.path("subject").asText("").replace(SUBJECT, "");
        if (Ids.isId(meter)) {
            line.put("meterId", meter);
        }
        try {
            return checked(number, records.read(line, UsageLine.class), true);
        } catch (Rejection refused) {
            List<Defect> placed =
                    few(refused.defects()).stream().map(UsageReader::placed).toList();
            return new UsageBatch.Line(number, null, key(line), placed, true);
        }
    }

    /** A defect where it stands in a CloudEvent. */
    static Defect placed(Defect defect) {
        String attribute = defect.pointer().isEmpty()
                ? null
                : OF_CLOUD_EVENT.get(defect.pointer().substring(1));
        String place = attribute == null ? "/data" + defect.pointer() : "/" + attribute;
        return new Defect(place, defect.code(), defect.arguments());
    }
}
