package cn.dengyun.policy.domain;

import cn.dengyun.policy.domain.ApplicantFacts.Standing;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.EnterpriseSize;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A programme with every rule in force, a request that passes all of them, and arbitrary ones. */
public final class PolicyFixture {

    public static final UUID PROGRAMME = UUID.fromString("01912d68-783e-7000-8000-000000000001");
    public static final UUID APPLICANT = UUID.fromString("01912d68-783e-7000-8000-000000000002");
    public static final UUID PROVIDER = UUID.fromString("01912d68-783e-7000-8000-000000000003");
    public static final UUID OFFERING = UUID.fromString("01912d68-783e-7000-8000-000000000004");
    /** Nine o'clock in the morning of 1 July 2019 in Anhui. */
    public static final Instant MOMENT = Instant.parse("2019-07-01T01:00:00Z");

    private PolicyFixture() {}

    public static <T> RuleParameter<T> ruled(T value, int article) {
        return new RuleParameter<>(value, "第" + article + "条");
    }

    public static RuleSet someRules() {
        return new RuleSet(
                new RuleSet.PolicyDocument("云服务券实施细则", "皖经信〔2019〕1号", LocalDate.of(2019, 1, 1)),
                ruled(Payee.PROVIDER, 1),
                ruled(SubsidyBase.EX_TAX, 2),
                ruled(ContractTiming.ALLOWED, 3),
                ruled(LocalDate.of(2019, 1, 1), 4),
                ruled(LocalDate.of(2019, 12, 31), 5),
                ruled(false, 6),
                ruled(List.of(EnterpriseSize.MEDIUM, EnterpriseSize.SMALL, EnterpriseSize.MICRO), 7),
                ruled(List.of("C", "65"), 8),
                ruled(365, 9),
                ruled(100_000_000L, 10),
                ruled(true, 11),
                ruled(5, 12),
                ruled(ratios("0.4", "0.6", "0.6"), 13),
                ruled(5_000_000L, 14),
                ruled(3_000_000L, 15),
                ruled(10_000L, 16),
                ruled(12, 17),
                ruled(LocalDate.of(2020, 12, 31), 18),
                ruled(30, 19),
                ruled(false, 22),
                ruled(80_000_000L, 23),
                ruled(50_000_000L, 24),
                ruled(false, 25),
                ruled(5, 26),
                ruled(5, 27),
                ruled(10, 28),
                ruled(new BigDecimal("0.05"), 29),
                ruled(2_000_000L, 30),
                ruled(List.of(DocumentPurpose.BUSINESS_LICENCE), 31),
                ruled(new BigDecimal("0.05"), 32),
                ruled(180, 33));
    }

    public static ApplicantFacts anApplicant() {
        return new ApplicantFacts(
                APPLICANT,
                "91340100MA2T00015G",
                Standing.CERTIFIED,
                null,
                "340104",
                "3610",
                EnterpriseSize.SMALL,
                LocalDate.of(2015, 3, 1),
                500_000_000L,
                List.of(),
                false,
                List.of(),
                0,
                List.of());
    }

    /** 10,000 yuan of SaaS without tax, which gives 6,000 yuan. */
    public static Ask aRequest() {
        return request(line(ServiceLayer.SAAS, 1_000_000));
    }

    public static Ask request(Ask.Line... lines) {
        return new Ask(List.of(lines), false, false);
    }

    public static Ask.Line line(ServiceLayer layer, long exTaxFen) {
        return new Ask.Line(
                OFFERING, layer, PROVIDER, true, exTaxFen + exTaxFen / 16 + 1, exTaxFen, LocalDate.of(2019, 6, 1));
    }

    public static Situation aSituation() {
        return new Situation(
                "340000",
                Instant.parse("2019-06-03T01:00:00Z"),
                Instant.parse("2019-11-30T16:00:00Z"),
                false,
                1_000_000_000L,
                80_000_000L,
                MOMENT);
    }

    public static Map<ServiceLayer, BigDecimal> ratios(String iaas, String paas, String saas) {
        Map<ServiceLayer, BigDecimal> ratios = new EnumMap<>(ServiceLayer.class);
        ratios.put(ServiceLayer.IAAS, new BigDecimal(iaas));
        ratios.put(ServiceLayer.PAAS, new BigDecimal(paas));
        ratios.put(ServiceLayer.SAAS, new BigDecimal(saas));
        return ratios;
    }

    /** A copy of a record in which one component is another; parameters of rules keep their clause. */
    public static <T extends Record> T with(T original, String name, Object value) {
        try {
            RecordComponent[] components = original.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            boolean isFound = false;
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getAccessor().invoke(original);
                if (components[i].getName().equals(name)) {
                    isFound = true;
                    boolean isParameter =
                            types[i] == RuleParameter.class && value != null && !(value instanceof RuleParameter);
                    values[i] = isParameter ? new RuleParameter<>(value, "第" + i + "条") : value;
                }
            }
            if (!isFound) {
                throw new IllegalArgumentException(name);
            }
            @SuppressWarnings("unchecked")
            T copy = (T) original.getClass().getDeclaredConstructor(types).newInstance(values);
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rules of which any may be missing, odd or at an end of its range. */
    static RuleSet arbitraryRules(Random random) {
        RuleSet rules = someRules();
        for (RecordComponent component : RuleSet.class.getRecordComponents()) {
            if (component.getType() == RuleParameter.class && random.nextInt(4) == 0) {
                rules = with(rules, component.getName(), null);
            }
        }
        for (String amount : List.of("annualCapFen", "orderCapFen", "minFaceFen", "minRevenueFen", "otherCeilingFen")) {
            if (random.nextInt(3) == 0) {
                rules = with(rules, amount, amount(random));
            }
        }
        if (random.nextBoolean()) {
            rules = with(rules, "ratios", arbitraryRatios(random));
        }
        rules = random.nextInt(3) == 0 ? with(rules, "minAgeDays", (Object) random.nextInt()) : rules;
        rules = random.nextInt(3) == 0 ? with(rules, "violationLookbackYears", (Object) random.nextInt()) : rules;
        rules = random.nextBoolean() ? with(rules, "contractTiming", any(random, ContractTiming.values())) : rules;
        rules = random.nextBoolean() ? with(rules, "subsidyBase", any(random, SubsidyBase.values())) : rules;
        return random.nextInt(3) == 0 ? with(rules, "industries", List.of(any(random, INDUSTRIES))) : rules;
    }

    private static final String[] INDUSTRIES = {"C", "36", "361", "3610", "A", "00", "99", "T", "65", "?", ""};

    private static Map<ServiceLayer, BigDecimal> arbitraryRatios(Random random) {
        Map<ServiceLayer, BigDecimal> ratios = new EnumMap<>(ServiceLayer.class);
        for (ServiceLayer layer : ServiceLayer.values()) {
            if (random.nextInt(3) > 0) {
                ratios.put(
                        layer,
                        any(
                                random,
                                BigDecimal.valueOf(random.nextInt(10_001), 4),
                                BigDecimal.ONE,
                                new BigDecimal("1e-999999999"),
                                new BigDecimal("1e999999999"),
                                new BigDecimal("-0.5"),
                                new BigDecimal("0.333333333333333333333333")));
            }
        }
        return ratios;
    }

    static ApplicantFacts arbitraryApplicant(Random random) {
        return new ApplicantFacts(
                APPLICANT,
                any(random, null, "91340100MA2T00015G", "92340100MA2T00015G", "9", "", "12"),
                any(random, Standing.values()),
                day(random),
                any(random, null, "340104", "340826", "341822", "350100", "nowhere", "340000"),
                any(random, null, "C", "36", "3610", "65", "A", "nothing", ""),
                any(random, null, EnterpriseSize.LARGE, EnterpriseSize.SMALL, EnterpriseSize.UNCLASSIFIED),
                day(random),
                any(random, null, amount(random)),
                List.of(),
                random.nextBoolean(),
                any(random, null, List.of(), List.of(LocalDate.of(1 + random.nextInt(9_999), 1, 1))),
                amount(random),
                List.of());
    }

    static Ask arbitraryRequest(Random random) {
        List<Ask.Line> lines = new ArrayList<>();
        int count = random.nextInt(20) == 0 ? 300 : random.nextInt(5);
        for (int i = 0; i < count; i++) {
            long exTax = random.nextInt(10) == 0 ? amount(random) : random.nextInt(2_000_000);
            lines.add(new Ask.Line(
                    random.nextBoolean() ? OFFERING : null,
                    random.nextInt(8) == 0 ? null : any(random, ServiceLayer.values()),
                    random.nextInt(8) == 0 ? null : PROVIDER,
                    random.nextInt(8) > 0,
                    random.nextInt(10) == 0 ? amount(random) : exTax + random.nextInt(1_000),
                    exTax,
                    random.nextBoolean() ? day(random) : null));
        }
        return new Ask(lines, any(random, null, true, false), random.nextBoolean());
    }

    static Situation arbitrarySituation(Random random) {
        return new Situation(
                any(random, null, "340000", "340100", "341800", "341822", "x"),
                any(random, null, MOMENT, MOMENT.minusNanos(1), MOMENT.plusNanos(1), Instant.EPOCH),
                any(random, null, MOMENT, MOMENT.minusNanos(1), MOMENT.plusNanos(1)),
                random.nextInt(5) == 0,
                random.nextInt(5) == 0 ? null : amount(random),
                random.nextInt(5) == 0 ? null : amount(random),
                any(random, MOMENT, Instant.EPOCH, Instant.parse("9980-12-31T15:59:59.999999999Z")));
    }

    static long amount(Random random) {
        return any(
                random,
                0L,
                1L,
                -1L,
                9_999L,
                10_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                (long) random.nextInt(10_000_000),
                (long) random.nextInt(10_000_000),
                random.nextLong());
    }

    private static LocalDate day(Random random) {
        return any(
                random,
                null,
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalDate.of(2019, 1, 1).plusDays(random.nextInt(400)));
    }

    @SafeVarargs
    private static <T> T any(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
