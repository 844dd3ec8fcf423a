package cn.dengyun.voucher.store;

import cn.dengyun.voucher.domain.ReservationLine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** The lines of a reservation as their column has them. */
final class ReservationLines {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<ReservationLine>> LINES = new TypeReference<>() {};

    private ReservationLines() {}

    /** Null where the column is. */
    static List<ReservationLine> read(String lines) {
        try {
            return JSON.readValue(lines, LINES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines of a reservation cannot be read", e);
        }
    }

    static String write(List<ReservationLine> lines) {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }
}
