package cn.dengyun.catalogue.document;

import cn.dengyun.shared.Defect;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the members of one JSON object and collects what is wrong with them instead of stopping at the first. A member
 * with a defect reads as null. An empty text counts as absent: real catalogues are full of them.
 */
final class Fields {

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,12})?");
    private static final Pattern WEB_ADDRESS =
            Pattern.compile("https?://[^\\s/?#]+\\.?[^\\s]*", Pattern.CASE_INSENSITIVE);
    private static final int ADDRESS_LENGTH = 2_000;
    private static final int MAX_UNKNOWN = 100;
    private static final int LONGEST_UNKNOWN = 200;

    private final JsonNode object;
    private final String pointer;
    private final List<Defect> defects;
    private final Set<String> known = new HashSet<>();

    Fields(JsonNode object, String pointer, List<Defect> defects) {
        this.object = object;
        this.pointer = pointer;
        this.defects = defects;
    }

    /**
     * Every member that nobody asked for is a defect: a misspelt field must not be lost silently. What is no offering
     * at all could have ten thousands of them, so after a hundred only their number is told.
     */
    void refuseUnknown() {
        int count = 0;
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name) && ++count <= MAX_UNKNOWN) {
                String place = name.length() > LONGEST_UNKNOWN ? shortened(name) : name;
                defects.add(Defect.at(at(escaped(place)), "unknown-field", shortened(name)));
            }
        }
        if (count > MAX_UNKNOWN) {
            defects.add(Defect.at(pointer, "too-many", object.size(), known.size()));
        }
    }

    /** The pointer to a member, or to something below it by a path. */
    private String at(String path) {
        return pointer + "/" + path;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Notes a defect of a member, or of something below it ({@code plans/0/code}). */
    void defect(String path, String code, Object... arguments) {
        defects.add(Defect.at(at(path), code, arguments));
    }

    /** Notes that a member is missing, unless something is wrong with it already: one defect a place. */
    void missing(String name, String code) {
        if (!hasDefect(name)) {
            defect(name, code);
        }
    }

    boolean hasDefect(String path) {
        String place = at(path);
        return defects.stream().anyMatch(defect -> defect.pointer().equals(place));
    }

    /** A text of one line: blanks at its ends are cut, line breaks and runs of blanks inside become one blank. */
    String line(String name, int maxLength) {
        String text = text(name, maxLength);
        return text == null ? null : ProviderTexts.oneLine(text);
    }

    String requiredLine(String name, int maxLength) {
        int before = defects.size();
        String text = line(name, maxLength);
        if (text == null && defects.size() == before) {
            defect(name, "required");
        }
        return text;
    }

    /** A text of any shape, as it is but for blanks at its ends; null when it is absent or empty. */
    String text(String name, int maxLength) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            defect(name, "wrong-type-text");
            return null;
        }
        return checked(at(name), value.textValue(), maxLength);
    }

    private String checked(String place, String raw, int maxLength) {
        String text = ProviderTexts.strip(raw);
        if (text.isEmpty()) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            defects.add(Defect.at(place, "text-too-long", length, maxLength));
            return null;
        }
        int control = ProviderTexts.forbiddenCharacter(text);
        if (control >= 0) {
            defects.add(Defect.at(place, "forbidden-character", String.format("U+%04X", control)));
            return null;
        }
        return text;
    }

    /** A code of a code list. */
    String code(String name, String list, OfferingCodes codes) {
        String code = line(name, 64);
        if (code != null && !codes.isKnown(list, code)) {
            defects.add(unknownCode(at(name), code, list, codes));
            return null;
        }
        return code;
    }

    private static Defect unknownCode(String place, String code, String list, OfferingCodes codes) {
        return codes.suggestion(list, code)
                .map(meant -> Defect.at(place, "unknown-code-similar", code, list, meant))
                .orElseGet(() -> Defect.at(place, "unknown-code", code, list));
    }

    String requiredCode(String name, String list, OfferingCodes codes) {
        int before = defects.size();
        String code = code(name, list, codes);
        if (code == null && defects.size() == before) {
            defect(name, "required");
        }
        return code;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String code = line(name, 64);
        if (code == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(code)) {
                return constant;
            }
        }
        defect(name, "unknown-choice", code, String.join(", ", names(type)));
        return null;
    }

    <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
        int before = defects.size();
        E choice = choice(name, type);
        if (choice == null && defects.size() == before) {
            defect(name, "required");
        }
        return choice;
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(constant.name());
        }
        return names;
    }

    /** A whole number within bounds; null when absent. */
    Long number(String name, long min, long max) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            defect(name, "wrong-type-number");
            return null;
        }
        if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            defect(name, "number-out-of-range", min, max);
            return null;
        }
        return value.longValue();
    }

    /** An exact decimal, written as a JSON string, not negative; null when absent. */
    BigDecimal decimal(String name, BigDecimal max) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || !DECIMAL.matcher(value.textValue()).matches()) {
            defect(name, "wrong-type-decimal");
            return null;
        }
        BigDecimal number = new BigDecimal(value.textValue());
        if (number.compareTo(max) > 0) {
            defect(name, "number-out-of-range", 0, max.toPlainString());
            return null;
        }
        BigDecimal canonical = number.stripTrailingZeros();
        return canonical.scale() < 0 ? canonical.setScale(0) : canonical;
    }

    boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            defect(name, "wrong-type-boolean");
        }
        return value.booleanValue();
    }

    LocalDate date(String name) {
        String text = line(name, 32);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            defect(name, "wrong-type-date");
            return null;
        }
    }

    String webAddress(String name) {
        String text = line(name, ADDRESS_LENGTH);
        if (text != null && !WEB_ADDRESS.matcher(text).matches()) {
            defect(name, "address-invalid", shortened(text));
            return null;
        }
        return text;
    }

    /** A list of objects; {@code read} turns one into a value, or into null when it has defects. */
    <T> List<T> objects(String name, int maxCount, Function<Fields, T> read) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : elements(name, maxCount)) {
            String place = at(name) + "/" + values.size();
            if (!element.isObject()) {
                defects.add(Defect.at(place, "wrong-type-object"));
                values.add(null);
                continue;
            }
            Fields fields = new Fields(element, place, defects);
            values.add(read.apply(fields));
            fields.refuseUnknown();
        }
        return values;
    }

    <T> T object(String name, Function<Fields, T> read) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            defect(name, "wrong-type-object");
            return null;
        }
        Fields fields = new Fields(value, at(name), defects);
        T result = read.apply(fields);
        fields.refuseUnknown();
        return result;
    }

    /** A set of codes of one list, without repetitions, in the order given. */
    List<String> codes(String name, int maxCount, String list, OfferingCodes codes) {
        return lines(name, maxCount, 64, (place, code) -> {
            if (!codes.isKnown(list, code)) {
                defects.add(unknownCode(place, code, list, codes));
            }
        });
    }

    List<String> lines(String name, int maxCount, int maxLength) {
        return lines(name, maxCount, maxLength, (place, text) -> {});
    }

    private List<String> lines(
            String name, int maxCount, int maxLength, java.util.function.BiConsumer<String, String> check) {
        Set<String> values = new java.util.LinkedHashSet<>();
        int index = 0;
        for (JsonNode element : elements(name, maxCount)) {
            String place = at(name) + "/" + index++;
            if (!element.isTextual()) {
                defects.add(Defect.at(place, "wrong-type-text"));
                continue;
            }
            String text = checked(place, element.textValue(), maxLength);
            if (text != null) {
                values.add(ProviderTexts.oneLine(text));
                check.accept(place, text);
            }
        }
        return List.copyOf(values);
    }

    /** Texts by name, in the alphabetical order of the names. */
    Map<String, String> texts(String name, int maxCount, int maxNameLength, int maxLength) {
        JsonNode value = value(name);
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject()) {
            defect(name, "wrong-type-object");
            return Map.of();
        }
        if (value.size() > maxCount) {
            defect(name, "too-many", value.size(), maxCount);
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        value.fieldNames().forEachRemaining(keys::add);
        keys.sort(null);
        for (String key : keys) {
            if (key.isBlank() || key.length() > maxNameLength || ProviderTexts.forbiddenCharacter(key) >= 0) {
                defects.add(Defect.at(at(name), "attribute-name-invalid", shortened(key), maxNameLength));
                continue;
            }
            String place = at(name) + "/" + escaped(key);
            if (!value.get(key).isTextual()) {
                defects.add(Defect.at(place, "wrong-type-text"));
                continue;
            }
            String text = checked(place, value.get(key).textValue(), maxLength);
            if (text != null) {
                texts.put(key, text);
            }
        }
        return texts;
    }

    private Iterable<JsonNode> elements(String name, int maxCount) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            defect(name, "wrong-type-list");
            return List.of();
        }
        if (value.size() > maxCount) {
            defect(name, "too-many", value.size(), maxCount);
            return List.of();
        }
        return value;
    }

    private JsonNode value(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }
}
