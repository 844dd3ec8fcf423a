package cn.dengyun.platform.form;

import cn.dengyun.shared.Defect;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the members of one JSON object that a caller sent and collects what is wrong with them instead of stopping at
 * the first. A member with a defect reads as null. An empty text counts as absent: what people send is full of them.
 */
public final class Fields {

    /** Of a code of a code list, or of an enum. */
    public static final int MAX_CODE = 64;

    public static final int MAX_ADDRESS = 2_000;

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,12})?");
    /** What would be one if it were not so large. */
    private static final Pattern TOO_LARGE = Pattern.compile("0{0,400}[1-9]\\d{15,400}(\\.\\d{1,400})?");

    private static final Pattern WEB_ADDRESS =
            Pattern.compile("https?://[^\\s/?#]+\\.?[^\\s]*", Pattern.CASE_INSENSITIVE);
    /** What {@link #DECIMAL} takes. */
    private static final int MAX_SCALE = 12;

    private static final int MAX_UNKNOWN = 100;
    private static final int MAX_UNKNOWN_NAME = 200;

    private final JsonNode object;
    private final String pointer;
    private final List<Defect> defects;
    private final Set<String> known = new HashSet<>();

    public Fields(JsonNode object, String pointer, List<Defect> defects) {
        this.object = object;
        this.pointer = pointer;
        this.defects = defects;
    }

    /** Reads one object, which may hold nothing else; null, and a defect, where there is none. */
    public static <T> T read(JsonNode json, String pointer, List<Defect> defects, Function<Fields, T> read) {
        if (json == null || !json.isObject()) {
            defects.add(Defect.at(pointer, "wrong-type-object"));
            return null;
        }
        Fields fields = new Fields(json, pointer, defects);
        T value = read.apply(fields);
        fields.refuseUnknown();
        return value;
    }

    /**
     * Every member that nobody asked for is a defect: a misspelt field must not be lost silently. What is another
     * document altogether could have ten thousands of them, so after a hundred only their number is told.
     */
    public void refuseUnknown() {
        int count = 0;
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name) && ++count <= MAX_UNKNOWN) {
                String place = name.length() > MAX_UNKNOWN_NAME ? SentTexts.shortened(name) : name;
                defects.add(Defect.at(at(escaped(place)), "unknown-field", SentTexts.shortened(name)));
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

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Notes a defect of a member, or of something below it ({@code plans/0/code}). */
    public void defect(String path, String code, Object... arguments) {
        defects.add(Defect.at(at(path), code, arguments));
    }

    /** Notes that a member is missing, unless something is wrong with it already: one defect a place. */
    public void missing(String name, String code) {
        if (!hasDefect(name)) {
            defect(name, code);
        }
    }

    boolean hasDefect(String path) {
        String place = at(path);
        return defects.stream().anyMatch(defect -> defect.pointer().equals(place));
    }

    /** What {@code read} finds where something has to be: nothing, or nothing in a list, is a defect. */
    public <T> T required(String name, Function<String, T> read) {
        int before = defects.size();
        T value = read.apply(name);
        boolean isEmpty = value == null
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (isEmpty && defects.size() == before) {
            defect(name, "required");
        }
        return value;
    }

    /** A text of one line: blanks at its ends are cut, line breaks and runs of blanks inside become one blank. */
    public String line(String name, int maxLength) {
        String text = text(name, maxLength);
        return text == null ? null : SentTexts.oneLine(text);
    }

    public String requiredLine(String name, int maxLength) {
        return required(name, place -> line(place, maxLength));
    }

    /** A text of any shape, as it is but for blanks at its ends; null when it is absent or empty. */
    public String text(String name, int maxLength) {
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
        String text = SentTexts.strip(raw);
        if (text.isEmpty()) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            defects.add(Defect.at(place, "text-too-long", length, maxLength));
            return null;
        }
        int control = SentTexts.forbiddenCharacter(text);
        if (control >= 0) {
            defects.add(Defect.at(place, "forbidden-character", String.format("U+%04X", control)));
            return null;
        }
        if (SentTexts.isInvisible(text)) {
            defects.add(Defect.at(place, "text-invisible"));
            return null;
        }
        return text;
    }

    /** A code of a code list. */
    public String code(String name, String list, CodeLists codes) {
        String code = line(name, MAX_CODE);
        if (code != null && !codes.isKnown(list, code)) {
            defects.add(unknownCode(at(name), code, list, codes));
            return null;
        }
        return code;
    }

    private static Defect unknownCode(String place, String code, String list, CodeLists codes) {
        return codes.suggestion(list, code)
                .map(meant -> Defect.at(place, "unknown-code-similar", code, list, meant))
                .orElseGet(() -> Defect.at(place, "unknown-code", code, list));
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String code = line(name, MAX_CODE);
        return code == null ? null : constant(at(name), code, type);
    }

    public <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
        return required(name, place -> choice(place, type));
    }

    /** Some constants of an enum, without repetitions, in the order of the enum. */
    public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        Set<E> choices = EnumSet.noneOf(type);
        lines(name, type.getEnumConstants().length, MAX_CODE, (place, code) -> {
            E choice = constant(place, code, type);
            if (choice != null) {
                choices.add(choice);
            }
        });
        return List.copyOf(choices);
    }

    private <E extends Enum<E>> E constant(String place, String code, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(code)) {
                return constant;
            }
        }
        defects.add(Defect.at(place, "unknown-choice", code, String.join(", ", names(type))));
        return null;
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(constant.name());
        }
        return names;
    }

    /** A whole number within bounds; null when absent. */
    public Long number(String name, long min, long max) {
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

    /** The same as an {@code int}. */
    public Integer integer(String name, int min, int max) {
        Long number = number(name, min, max);
        return number == null ? null : number.intValue();
    }

    /** An exact decimal, written as a JSON string, not negative; null when absent. */
    public BigDecimal decimal(String name, BigDecimal max) {
        return decimal(name, max, MAX_SCALE);
    }

    /** @param maxScale how many digits may stand after its point */
    public BigDecimal decimal(String name, BigDecimal max, int maxScale) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual() && TOO_LARGE.matcher(value.textValue()).matches()) {
            defect(name, "number-out-of-range", 0, max.toPlainString());
            return null;
        }
        if (!value.isTextual() || !DECIMAL.matcher(value.textValue()).matches()) {
            defect(name, "wrong-type-decimal");
            return null;
        }
        BigDecimal number = new BigDecimal(value.textValue());
        if (number.scale() > maxScale) {
            defect(name, "wrong-type-decimal");
            return null;
        }
        if (number.compareTo(max) > 0) {
            defect(name, "number-out-of-range", 0, max.toPlainString());
            return null;
        }
        BigDecimal canonical = number.stripTrailingZeros();
        return canonical.scale() < 0 ? canonical.setScale(0) : canonical;
    }

    /** Null when absent. */
    public Boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            defect(name, "wrong-type-boolean");
            return null;
        }
        return value.booleanValue();
    }

    public LocalDate date(String name) {
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

    public String webAddress(String name) {
        String text = line(name, MAX_ADDRESS);
        if (text != null && !WEB_ADDRESS.matcher(text).matches()) {
            defect(name, "address-invalid", SentTexts.shortened(text));
            return null;
        }
        return text;
    }

    /** A list of objects; {@code read} turns one into a value, or into null when it has defects. */
    public <T> List<T> objects(String name, int maxCount, Function<Fields, T> read) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : elements(name, maxCount)) {
            values.add(read(element, at(name) + "/" + values.size(), defects, read));
        }
        return values;
    }

    public <T> T object(String name, Function<Fields, T> read) {
        JsonNode value = value(name);
        return value == null ? null : read(value, at(name), defects, read);
    }

    /** A set of codes of one list, without repetitions, in the order given. */
    public List<String> codes(String name, int maxCount, String list, CodeLists codes) {
        return lines(name, maxCount, MAX_CODE, (place, code) -> {
            if (!codes.isKnown(list, code)) {
                defects.add(unknownCode(place, code, list, codes));
            }
        });
    }

    public List<String> lines(String name, int maxCount, int maxLength) {
        return lines(name, maxCount, maxLength, (place, text) -> {});
    }

    private List<String> lines(String name, int maxCount, int maxLength, BiConsumer<String, String> check) {
        Set<String> values = new LinkedHashSet<>();
        int index = 0;
        for (JsonNode element : elements(name, maxCount)) {
            String place = at(name) + "/" + index++;
            if (!element.isTextual()) {
                defects.add(Defect.at(place, "wrong-type-text"));
                continue;
            }
            String text = checked(place, element.textValue(), maxLength);
            if (text != null) {
                values.add(SentTexts.oneLine(text));
                check.accept(place, text);
            }
        }
        return List.copyOf(values);
    }

    /** Texts by name, in the alphabetical order of the names. */
    public Map<String, String> texts(String name, int maxCount, int maxNameLength, int maxLength) {
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
            if (key.isBlank() || key.length() > maxNameLength || SentTexts.forbiddenCharacter(key) >= 0) {
                defects.add(Defect.at(at(name), "attribute-name-invalid", SentTexts.shortened(key), maxNameLength));
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
}
