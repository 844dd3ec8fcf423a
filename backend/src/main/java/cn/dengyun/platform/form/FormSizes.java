package cn.dengyun.platform.form;

import cn.dengyun.shared.Defect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large the parts of a form may be. A form is small, and the cap of its bytes is not: what stands in two million
 * bytes as elements of a list costs minutes when each is made, validated and told about. So sizes are seen while the
 * bytes are read, before anything is made of them, and a form that is too large is told so and nothing else.
 *
 * <p>The bounds are those of {@link Size} where a component has one, and {@value #MAX_ELEMENTS} elements or members and
 * {@value #MAX_LENGTH} characters elsewhere.
 */
final class FormSizes {

    static final int MAX_ELEMENTS = 1_000;
    static final int MAX_LENGTH = 100_000;

    /** Names, values, and ends of lists and objects of a merge patch, whose form is not known yet. */
    static final int MAX_PARTS = 50_000;

    /** Of a record; made once. */
    private static final ClassValue<FormSizes> OF_RECORDS = new ClassValue<>() {
        @Override
        protected FormSizes computeValue(Class<?> type) {
            return new FormSizes(null, null, type);
        }
    };

    /** Of what no record describes. */
    private static final FormSizes ANY = new FormSizes(null, null, null);

    private final Size size;
    /** Of elements, and of members that have no name of their own; null: any. */
    private final FormSizes within;
    /** A record; null: none. */
    private final Class<?> type;

    private Map<String, FormSizes> members;

    private FormSizes(Size size, FormSizes within, Class<?> type) {
        this.size = size;
        this.within = within;
        this.type = type;
    }

    /** Notes what of a JSON text is too large to be read as this record. */
    static void check(JsonParser parser, Class<?> type, List<Defect> defects) throws IOException {
        if (parser.nextToken() != null) {
            OF_RECORDS.get(type).check(parser, defects);
        }
    }

    /** Notes that a JSON text is too large to be a merge patch of any form. */
    static void checkPatch(JsonParser parser, List<Defect> defects) throws IOException {
        int parts = 0;
        while (parser.nextToken() != null) {
            if (++parts > MAX_PARTS) {
                defects.add(Defect.at("", "invalid-size", "0–" + MAX_PARTS));
                return;
            }
        }
    }

    private void check(JsonParser parser, List<Defect> defects) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> checkMembers(parser, defects);
            case START_ARRAY -> checkElements(parser, defects);
            case VALUE_STRING -> {
                if (parser.getTextLength() > max(MAX_LENGTH)) {
                    defects.add(tooLarge(parser, MAX_LENGTH));
                }
            }
            default -> {}
        }
    }

    private void checkMembers(JsonParser parser, List<Defect> defects) throws IOException {
        int count = 0;
        // What a record does not know is told by its reader, up to its number of defects.
        int most = type == null ? max(MAX_ELEMENTS) : Integer.MAX_VALUE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            FormSizes member = member(parser.currentName());
            parser.nextToken();
            if (++count > most) {
                parser.skipChildren();
            } else {
                member.check(parser, defects);
            }
        }
        if (count > most) {
            defects.add(tooLarge(parser, MAX_ELEMENTS));
        }
    }

    private void checkElements(JsonParser parser, List<Defect> defects) throws IOException {
        int count = 0;
        FormSizes element = within == null ? ANY : within;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (++count > max(MAX_ELEMENTS)) {
                parser.skipChildren();
            } else {
                element.check(parser, defects);
            }
        }
        if (count > max(MAX_ELEMENTS)) {
            defects.add(tooLarge(parser, MAX_ELEMENTS));
        }
    }

    private int max(int otherwise) {
        return size == null ? otherwise : size.max();
    }

    /** Behind the last element the place is that of the list again; made only then, for names may be long. */
    private Defect tooLarge(JsonParser parser, int otherwise) {
        String bound = (size == null ? 0 : size.min()) + "–" + max(otherwise);
        return Defect.at(parser.getParsingContext().pathAsPointer().toString(), "invalid-size", bound);
    }

    private FormSizes member(String name) {
        if (type == null) {
            return within == null ? ANY : within;
        }
        if (members == null) {
            Map<String, FormSizes> read = new HashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
                read.put(
                        named == null ? component.getName() : named.value(),
                        of(component.getAccessor().getAnnotation(Size.class), component.getAnnotatedType()));
            }
            members = Map.copyOf(read);
        }
        return members.getOrDefault(name, ANY);
    }

    private static FormSizes of(Size size, AnnotatedType type) {
        Size own = size == null ? type.getAnnotation(Size.class) : size;
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            return new FormSizes(own, of(null, arguments[arguments.length - 1]), null);
        }
        Class<?> plain = type.getType() instanceof Class<?> known ? known : Object.class;
        if (plain.isRecord()) {
            return OF_RECORDS.get(plain);
        }
        return new FormSizes(own, null, null);
    }
}
