package cn.dengyun.platform.web;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the values of the contract's enums are called, in both languages: the one source of the code lists and of the
 * contract's own descriptions. {@code codes.properties} has the enums, the two language files their names; a slice has
 * both in its {@link Texts}. A test compares them with the contract.
 */
public final class EnumTexts {

    /**
     * What no later version adds to. The size classes are those of the standard of 2011 for small and medium
     * enterprises (工信部联企业〔2011〕300 号), with a place for whom it does not classify.
     */
    private static final Set<String> CLOSED = Set.of("EnterpriseSize");

    private static final String LIST = ".list";
    private static final Map<String, Codes> ENUMS = enums();
    private static final Map<Language, Map<String, String>> TEXTS = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            TEXTS.put(language, Texts.of("codes", language));
        }
    }

    private EnumTexts() {}

    /**
     * An enum of the contract.
     *
     * @param schema the name of its schema in the contract
     * @param list the name of its code list
     * @param codes its values, in the order in which a form shows them
     */
    public record Codes(String schema, String list, List<String> codes) {

        /** Whether a law or a standard closed it; a client has to expect new codes of all others. */
        public boolean isClosed() {
            return CLOSED.contains(schema);
        }

        public String title(Language language) {
            return TEXTS.get(language).get(schema);
        }

        /** What a code is called, a few words; it has to be one of {@link #codes}. */
        public String name(String code, Language language) {
            return TEXTS.get(language).get(schema + "." + code);
        }
    }

    /** Every enum, in the order of their code lists. */
    public static List<Codes> all() {
        return ENUMS.values().stream().sorted(Comparator.comparing(Codes::list)).toList();
    }

    /** The enum behind the name of a schema; empty when there is none. */
    public static Optional<Codes> of(String schema) {
        return Optional.ofNullable(ENUMS.get(schema));
    }

    private static Map<String, Codes> enums() {
        Map<String, Codes> enums = new TreeMap<>();
        Texts.facts("codes").forEach((key, fact) -> {
            if (key.endsWith(LIST)) {
                String schema = key.substring(0, key.length() - LIST.length());
                List<String> words = List.of(fact.split(" ", -1));
                enums.put(schema, new Codes(schema, words.get(0), words.subList(1, words.size())));
            }
        });
        return enums;
    }
}
