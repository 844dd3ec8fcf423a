package cn.dengyun.programme;

import cn.dengyun.platform.form.CodeLists;
import cn.dengyun.platform.form.Fields;
import cn.dengyun.policy.domain.RuleContradictions;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The one canonical JSON form of a programme's rules: members in a fixed order, what is not in force absent, each rule
 * as {@code {"value": …, "clause": …}}, amounts in fen, ratios and shares as decimal strings. Equal rules have equal
 * text, and so equal hashes.
 */
public final class RuleSetJson {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(BigDecimal.class, new DecimalString()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .visibility(
                    com.fasterxml.jackson.annotation.PropertyAccessor.IS_GETTER,
                    com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE)
            .build();

    /** Members that versions of rules may have which were stored before nothing but what is applied was taken. */
    private static final List<String> RETIRED = List.of("minPaidShare", "minUseDays");

    private RuleSetJson() {}

    /**
     * Reads rules that somebody sends.
     *
     * <p>Rejects with {@code invalid-request} (400) and all defects: members that are unknown, missing, of the wrong
     * type or out of range, rules without a clause, and rules that nobody could ever satisfy or the law does not allow.
     *
     * @param pointer where the rules stand in the request, e.g. {@code /rules}
     * @param isIndustry knows the codes of GB/T 4754
     * @param today in Asia/Shanghai
     */
    public static RuleSet parse(JsonNode json, String pointer, Predicate<String> isIndustry, LocalDate today) {
        List<Defect> defects = new ArrayList<>();
        RuleSet rules = parse(json, pointer, isIndustry, today, defects);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return rules;
    }

    /**
     * The same for whoever has other things to look at too.
     *
     * @param defects what is wrong is added to them
     * @return only to be used when nothing was wrong; null for what is no object
     */
    static RuleSet parse(
            JsonNode json, String pointer, Predicate<String> isIndustry, LocalDate today, List<Defect> defects) {
        CodeLists codes = (list, code) -> isIndustry.test(code);
        RuleSet rules = Fields.read(json, pointer, defects, fields -> RuleSetReader.read(fields, codes));
        if (rules != null) {
            defects.addAll(RuleContradictions.of(rules, pointer, today));
        }
        return rules;
    }

    /** Reads rules that {@link #write} wrote, today's or an earlier one: whatever they say, they stay as they are. */
    public static RuleSet read(String stored) {
        List<Defect> defects = new ArrayList<>();
        RuleSet rules = Fields.read(
                withoutRetired(stored), "", defects, fields -> RuleSetReader.read(fields, (list, code) -> true));
        if (!defects.isEmpty()) {
            throw new IllegalStateException("rules that were written can be read: " + defects);
        }
        return rules;
    }

    private static JsonNode withoutRetired(String stored) {
        try {
            JsonNode json = CANONICAL.readTree(stored);
            return json instanceof ObjectNode rules ? rules.remove(RETIRED) : json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules that were written can be read", e);
        }
    }

    /** The canonical text. */
    public static String write(RuleSet rules) {
        try {
            return CANONICAL.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules can be written", e);
        }
    }

    /** The digest of the canonical text. */
    public static String hash(RuleSet rules) {
        return Hashes.sha256Hex(write(rules));
    }

    private static final class DecimalString extends JsonSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            BigDecimal canonical = value.stripTrailingZeros();
            generator.writeString((canonical.scale() < 0 ? canonical.setScale(0) : canonical).toPlainString());
        }
    }
}
