package cn.dengyun.platform.form;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.TokenBufferReadContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads JSON as a record and names every defect at once: unknown members, wrong types, texts that cannot be stored, and
 * what Bean Validation finds in the rest. Jackson alone stops at the first. After a hundred defects no more are told.
 */
@ApplicationScoped
public class RecordReader {

    private static final int MAX_DEFECTS = 100;

    private final ObjectMapper json;
    private final Validator validator;

    RecordReader(ObjectMapper json, Validator validator) {
        // A number is not a text and "5" is not a number: what is coerced silently is misunderstood silently.
        this.json = json.copy().configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        this.json.registerModule(strict());
        this.validator = validator;
    }

    /**
     * A value of the right types; what its constraints ask is looked at only when something else is wrong with it.
     *
     * <p>Rejects with {@code invalid-request} and all defects.
     */
    public <T> T read(byte[] body, Class<T> type) throws IOException {
        return read(() -> json.createParser(body), type);
    }

    /** The same of what was parsed already. */
    public <T> T read(JsonNode tree, Class<T> type) throws IOException {
        return read(() -> json.treeAsTokens(tree), type);
    }

    /**
     * What a merge patch says, read as it is. Nothing is made of one that says more than a form can.
     *
     * <p>Rejects with {@code invalid-request}.
     */
    public JsonNode readPatch(byte[] body) throws IOException {
        if (body.length == 0) {
            throw Rejection.invalid(List.of(Defect.at("", "body-missing")));
        }
        List<Defect> defects = new ArrayList<>();
        try (JsonParser parser = json.createParser(body)) {
            FormSizes.checkPatch(parser, defects);
            if (defects.isEmpty()) {
                return json.readerFor(JsonNode.class)
                        .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readValue(body);
            }
        } catch (JsonProcessingException e) {
            throw JsonDefects.rejection(e);
        }
        throw Rejection.invalid(defects);
    }

    /** Something that is read twice: first how large it is, then what it says. */
    private interface Source {

        JsonParser open() throws IOException;
    }

    private <T> T read(Source source, Class<T> type) throws IOException {
        requireFitting(source, type);
        List<Defect> defects = new ArrayList<>();
        ObjectReader reader = json.readerFor(type)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withHandler(new Collector(defects));
        T value;
        try (JsonParser parser = source.open()) {
            value = reader.readValue(parser);
        } catch (JsonProcessingException e) {
            defects.add(JsonDefects.of(e));
            throw Rejection.invalid(defects);
        }
        if (value == null && defects.isEmpty()) {
            throw Rejection.invalid(List.of(Defect.at("", "body-missing")));
        }
        if (!defects.isEmpty()) {
            addConstraintDefects(value, defects);
            throw Rejection.invalid(defects);
        }
        return value;
    }

    private static void requireFitting(Source source, Class<?> type) throws IOException {
        List<Defect> defects = new ArrayList<>();
        try (JsonParser parser = source.open()) {
            FormSizes.check(parser, type, defects);
        } catch (JsonProcessingException e) {
            throw JsonDefects.rejection(e);
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** A member with a wrong type was read as null; that it therefore is missing too need not be said. */
    private void addConstraintDefects(Object value, List<Defect> defects) {
        if (value == null) {
            return;
        }
        Set<String> known = new HashSet<>();
        defects.forEach(defect -> known.add(defect.pointer()));
        for (ConstraintViolation<Object> violation : validator.validate(value)) {
            Defect defect = ConstraintDefects.ofBody(violation);
            if (!known.contains(defect.pointer())) {
                defects.add(defect);
            }
        }
    }

    private static SimpleModule strict() {
        SimpleModule module = new SimpleModule("strict");
        add(module, String.class, StringDeserializer.instance, JsonToken.VALUE_STRING::equals);
        for (Class<?> whole : List.of(Integer.class, int.class, Long.class, long.class)) {
            add(module, whole, NumberDeserializers.find(whole, whole.getName()), JsonToken.VALUE_NUMBER_INT::equals);
        }
        for (Class<?> flag : List.of(Boolean.class, boolean.class)) {
            add(module, flag, NumberDeserializers.find(flag, flag.getName()), JsonToken::isBoolean);
        }
        return module;
    }

    @SuppressWarnings("unchecked")
    private static <T> void add(
            SimpleModule module, Class<T> type, JsonDeserializer<?> usual, Predicate<JsonToken> fits) {
        module.addDeserializer(type, new Strict<>(type, (JsonDeserializer<T>) usual, fits));
    }

    /** Tells the collector of what would end Jackson's reading, or would not be noticed. */
    private static final class Strict<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient JsonDeserializer<T> usual;
        private final transient Predicate<JsonToken> fits;

        Strict(Class<T> type, JsonDeserializer<T> usual, Predicate<JsonToken> fits) {
            super(type);
            this.usual = usual;
            this.fits = fits;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!fits.test(parser.currentToken())) {
                return (T) context.handleUnexpectedToken(_valueClass, parser);
            }
            T value = usual.deserialize(parser, context);
            return value instanceof String text && !isText(text)
                    ? (T) context.handleWeirdStringValue(String.class, text, "what no text may hold")
                    : value;
        }

        private static boolean isText(String text) {
            return SentTexts.forbiddenCharacter(text) < 0 && !SentTexts.isInvisible(text);
        }

        @Override
        public T getNullValue(DeserializationContext context) throws JsonMappingException {
            return usual.getNullValue(context);
        }
    }

    private static final class Collector extends DeserializationProblemHandler {

        private final List<Defect> defects;

        Collector(List<Defect> defects) {
            this.defects = defects;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String name)
                throws IOException {
            note(parser, "unknown-field", name);
            parser.skipChildren();
            return true;
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
                throws IOException {
            note(parser, "wrong-type");
            parser.skipChildren();
            return nothing(target.getRawClass());
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String message) {
            if (target == String.class) {
                int forbidden = SentTexts.forbiddenCharacter(value);
                if (forbidden < 0) {
                    note(context.getParser(), "text-invisible");
                } else {
                    note(context.getParser(), "forbidden-character", String.format("U+%04X", forbidden));
                }
            } else if (target.isEnum()) {
                String known = Arrays.stream(target.getEnumConstants())
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
                note(context.getParser(), "value-unknown", value, known);
            } else {
                note(context.getParser(), "wrong-type");
            }
            return nothing(target);
        }

        @Override
        public Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> target, Number value, String message) {
            note(context.getParser(), "wrong-type");
            return nothing(target);
        }

        private void note(JsonParser parser, String code, Object... arguments) {
            if (defects.size() < MAX_DEFECTS) {
                JsonStreamContext place = parser.getParsingContext();
                if (place instanceof TokenBufferReadContext
                        && parser.currentToken().isStructStart()) {
                    // Jackson replays members that no record has, and then counts an object or a list twice.
                    place = place.getParent().getParent();
                }
                defects.add(Defect.at(place.pathAsPointer().toString(), code, arguments));
            }
        }

        private static Object nothing(Class<?> target) {
            if (target == boolean.class) {
                return false;
            }
            if (target == int.class) {
                return 0;
            }
            return target == long.class ? (Object) 0L : null;
        }
    }
}
