package cn.dengyun.catalogue.document;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Declared offerings for tests of the reader, and the few codes they use. */
final class OfferingLines {

    private static final Map<String, Set<String>> CODES = Map.of(
            OfferingCodes.CATEGORIES, Set.of("I-1", "P-2", "S-1"),
            OfferingCodes.INDUSTRIES, Set.of("C", "36"),
            OfferingCodes.REGIONS, Set.of("340000", "340100"),
            OfferingCodes.DEPLOYMENTS, Set.of("PUBLIC", "PRIVATE"),
            OfferingCodes.PERIODS, Set.of("MONTH", "YEAR"),
            OfferingCodes.UNITS, Set.of("HOUR", "GB", "CNY_FEN"),
            OfferingCodes.CERTIFICATES, Set.of("ISO-27001"));

    /** Escapes what is not ASCII, so that a lone surrogate survives the way into bytes. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private OfferingLines() {}

    static OfferingReader aReader() {
        return new OfferingReader((list, code) -> CODES.get(list).contains(code));
    }

    /** The reading of a line. */
    static OfferingReading read(String line) {
        return aReader().readLine(line.getBytes(StandardCharsets.UTF_8));
    }

    /** The reading of the smallest offering there is, with these members in addition, {@code "name": value, …}. */
    static OfferingReading readWith(String members) {
        return read(with(members));
    }

    /** The smallest offering there is, with these members added or replaced, in ASCII. */
    static String with(String members) {
        try {
            ObjectNode line =
                    (ObjectNode) JSON.readTree("{\"externalId\": \"ecs\", \"kind\": \"IAAS\", \"name\": \"云服务器\"}");
            line.setAll((ObjectNode) JSON.readTree("{" + members + "}"));
            return JSON.writeValueAsString(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
