package cn.dengyun.trade.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * Reads a line that is written as nearly all are, and says nothing about any other: only texts, of visible ASCII, each
 * member once, moments in UTC. So ten thousand lines of a request are not each looked at for every defect that a form
 * may have. Whatever it reads, the reader of all forms reads alike and finds no defect in.
 */
final class PlainLine {

    private static final int ID_LENGTH = 36;
    private static final int MAX_NUMBER = 40;
    private static final int MAX_CODE = 64;
    private static final int MAX_KEY = 100;
    private static final int MAX_VALUE = 200;
    private static final int MAX_WHOLE_DIGITS = 40;
    private static final int MAX_DECIMALS = 9;

    /** Years 2000 to 2100. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    private UUID meterId;
    private String orderNumber;
    private String planCode;
    private String eventId;
    private Instant occurredAt;
    private Instant endsAt;
    private String quantity;
    private String value;

    private PlainLine() {}

    /** What stands there; null where it is not written like that, whether or not it is sound. */
    static UsageLine read(JsonFactory json, byte[] bytes, int start, int end) {
        PlainLine line = new PlainLine();
        try (JsonParser parser = json.createParser(bytes, start, end - start)) {
            parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            return line.isRead(parser) ? line.said() : null;
        } catch (JsonProcessingException | DateTimeException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private UsageLine said() {
        return eventId == null || occurredAt == null
                ? null
                : new UsageLine(meterId, orderNumber, planCode, eventId, occurredAt, endsAt, quantity, value);
    }

    private boolean isRead(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING || !isTaken(name, parser.getText())) {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    }

    /** Whether a member may be as it is. */
    private boolean isTaken(String name, String text) {
        Object taken = switch (name) {
            case "meterId" -> meterId = id(text);
            case "orderNumber" -> orderNumber = visible(text, MAX_NUMBER);
            case "planCode" -> planCode = visible(text, MAX_CODE);
            case "eventId" -> eventId = visible(text, MAX_KEY);
            case "occurredAt" -> occurredAt = moment(text);
            case "endsAt" -> endsAt = moment(text);
            case "quantity" -> quantity = decimal(text);
            case "value" -> value = visible(text, MAX_VALUE);
            default -> null;
        };
        return taken != null;
    }

    private static String visible(String text, int most) {
        if (text.isEmpty() || text.length() > most) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return null;
            }
        }
        return text;
    }

    /** In small letters, as they are written everywhere. */
    private static UUID id(String text) {
        if (text.length() != ID_LENGTH) {
            return null;
        }
        for (int i = 0; i < ID_LENGTH; i++) {
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            char each = text.charAt(i);
            if (isDash ? each != '-' : !isDigit(each) && (each < 'a' || each > 'f')) {
                return null;
            }
        }
        return UUID.fromString(text);
    }

    /** Null where it is another form, or another time. */
    private static Instant moment(String text) {
        if (text.isEmpty() || text.charAt(text.length() - 1) != 'Z') {
            return null;
        }
        Instant moment = Instant.parse(text);
        return moment.isBefore(FIRST) || !moment.isBefore(END) ? null : moment;
    }

    private static String decimal(String text) {
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        if (whole < 1 || whole > MAX_WHOLE_DIGITS || decimals > MAX_DECIMALS || point >= 0 && decimals < 1) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (i != point && !isDigit(text.charAt(i))) {
                return null;
            }
        }
        return text;
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
