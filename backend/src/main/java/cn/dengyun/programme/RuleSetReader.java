package cn.dengyun.programme;

import cn.dengyun.platform.form.CodeLists;
import cn.dengyun.platform.form.Fields;
import cn.dengyun.policy.domain.ContractTiming;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.RuleParameter;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads one set of rules. */
final class RuleSetReader {

    static final int MAX_CLAUSE = 200;
    static final int MAX_TITLE = 200;
    static final int MAX_NUMBER = 100;
    static final int MAX_INDUSTRIES = 200;
    static final int MAX_ANCHOR = 20;

    private static final int MAX_DAYS = 36_500;
    private static final int MAX_WORKING_DAYS = 250;
    private static final int MAX_MONTHS = 60;
    private static final int MAX_YEARS = 20;
    private static final int SHARE_DIGITS = 6;
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Fields rules;
    private final CodeLists codes;

    private RuleSetReader(Fields rules, CodeLists codes) {
        this.rules = rules;
        this.codes = codes;
    }

    /** The rules; only to be used when nothing was wrong with them. */
    static RuleSet read(Fields rules, CodeLists codes) {
        return new RuleSetReader(rules, codes).read();
    }

    private RuleSet read() {
        return new RuleSet(
                rules.required("document", name -> rules.object(name, RuleSetReader::document)),
                required("payee", choice(Payee.class)),
                required("subsidyBase", choice(SubsidyBase.class)),
                required("contractTiming", choice(ContractTiming.class)),
                optional("contractsFrom", Fields::date),
                optional("contractsUntil", Fields::date),
                required("individualsAllowed", Fields::flag),
                required("sizes", (rule, name) -> rule.choices(name, EnterpriseSize.class)),
                optional("industries", this::industries),
                optional("minAgeDays", whole(0, MAX_DAYS)),
                optional("minRevenueFen", amount(0)),
                required("providersExcluded", Fields::flag),
                optional("violationLookbackYears", whole(0, MAX_YEARS)),
                required("ratios", (rule, name) -> rule.object(name, RuleSetReader::ratios)),
                required("annualCapFen", amount(1)),
                optional("orderCapFen", amount(1)),
                required("minFaceFen", amount(1)),
                required("validityMonths", whole(1, MAX_MONTHS)),
                required("validUntil", Fields::date),
                optional("acceptDays", whole(1, MAX_DAYS)),
                required("stackingAllowed", Fields::flag),
                optional("platformCeilingFen", amount(1)),
                optional("otherCeilingFen", amount(1)),
                required("carryOver", Fields::flag),
                required("noticeWorkingDays", whole(0, MAX_WORKING_DAYS)),
                required("reviewWorkingDays", whole(1, MAX_WORKING_DAYS)),
                required("correctionWorkingDays", whole(1, MAX_WORKING_DAYS)),
                optional("sampleShare", RuleSetReader::share),
                optional("splitThresholdFen", amount(1)),
                optional("requiredDocuments", (rule, name) -> rule.choices(name, DocumentPurpose.class)),
                optional(
                        "claimSampleShare",
                        (rule, name) -> rule.decimal(name, BigDecimal.ONE, RuleSet.CLAIM_SHARE_DIGITS)),
                optional("claimDays", whole(0, MAX_DAYS)));
    }

    private <T> RuleParameter<T> required(String name, BiFunction<Fields, String, T> read) {
        return rules.required(name, place -> optional(place, read));
    }

    private <T> RuleParameter<T> optional(String name, BiFunction<Fields, String, T> read) {
        return rules.object(name, rule -> {
            String clause = rule.requiredLine("clause", MAX_CLAUSE);
            String anchor = rule.line("anchor", MAX_ANCHOR);
            T value = rule.required("value", place -> read.apply(rule, place));
            return value == null || clause == null ? null : new RuleParameter<>(value, clause, anchor);
        });
    }

    private static RuleSet.PolicyDocument document(Fields document) {
        String title = document.requiredLine("title", MAX_TITLE);
        String number = document.requiredLine("number", MAX_NUMBER);
        LocalDate issuedOn = document.required("issuedOn", document::date);
        return new RuleSet.PolicyDocument(title, number, issuedOn, policyId(document));
    }

    private static UUID policyId(Fields document) {
        String text = document.line("policyId", Fields.MAX_CODE);
        if (text == null) {
            return null;
        }
        if (!ID.matcher(text).matches()) {
            document.defect("policyId", "rule-policy-unfit");
            return null;
        }
        return UUID.fromString(text);
    }

    private static <E extends Enum<E>> BiFunction<Fields, String, E> choice(Class<E> type) {
        return (rule, name) -> rule.choice(name, type);
    }

    private static BiFunction<Fields, String, Integer> whole(int min, int max) {
        return (rule, name) -> rule.integer(name, min, max);
    }

    private static BiFunction<Fields, String, Long> amount(long min) {
        return (rule, name) -> rule.number(name, min, Fen.MAX_AMOUNT);
    }

    private static BigDecimal share(Fields object, String name) {
        return object.decimal(name, BigDecimal.ONE, SHARE_DIGITS);
    }

    private List<String> industries(Fields rule, String name) {
        return List.copyOf(new TreeSet<>(rule.codes(name, MAX_INDUSTRIES, "industries", codes)));
    }

    private static Map<ServiceLayer, BigDecimal> ratios(Fields layers) {
        Map<ServiceLayer, BigDecimal> ratios = new EnumMap<>(ServiceLayer.class);
        for (ServiceLayer layer : ServiceLayer.values()) {
            BigDecimal ratio = share(layers, layer.name());
            if (ratio != null) {
                ratios.put(layer, ratio);
            }
        }
        return Map.copyOf(ratios);
    }
}
