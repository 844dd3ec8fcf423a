package cn.dengyun.policy.domain;

import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.EnterpriseSize;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All rules of a programme in one version (domain.md §3.1): never edited, superseded by another version. An optional
 * rule that is null is not in force. Amounts are in fen, ratios between 0 and 1.
 *
 * @param document the policy document that the clauses stand in
 * @param individualsAllowed whether individually-owned businesses (个体工商户, credit codes that begin with 92) may apply
 * @param sizes size classes that may apply, by certification
 * @param industries GB/T 4754 codes that may apply, each with all below it; null: any
 * @param minAgeDays days since the credit code's registration that an applicant must have; null: any
 * @param minRevenueFen certified revenue of last year; null: any
 * @param providersExcluded whether an enterprise that is itself a provider may not apply
 * @param violationLookbackYears years without a serious fiscal violation
 * @param ratios share of the base by layer; a layer that is missing is not subsidised
 * @param annualCapFen of one enterprise in the programme
 * @param orderCapFen of one application; null: none
 * @param minFaceFen below which no voucher is issued
 * @param validityMonths of a voucher from its issue, never beyond {@code validUntil}
 * @param validUntil last day, Asia/Shanghai, on which a voucher of the programme may be used
 * @param acceptDays in which an issued voucher must be accepted, else it lapses; null: accepted by being issued
 * @param stackingAllowed whether other fiscal money for the same contract content is allowed
 * @param platformCeilingFen of one cloud-platform provider in the programme; null: none. With a ceiling an application
 *     names its provider and the voucher is good there only
 * @param otherCeilingFen the same of one other provider
 * @param carryOver whether what is left goes to the next programme instead of back to finance
 * @param noticeWorkingDays of public notice before issue
 * @param reviewWorkingDays a reviewer has for a step
 * @param correctionWorkingDays an applicant has to correct a returned application
 * @param sampleShare of applications that the province reviews too, by chance
 * @param splitThresholdFen above which an application is reviewed by the province; suspicious just below it (F12)
 * @param requiredDocuments what has to be on an application when it is submitted; null: nothing
 * @param claimSampleShare of settlement claims that nothing speaks against and that a person looks at all the same, in
 *     whole hundredths, from {@code MIN_CLAIM_SAMPLE_SHARE} to 1; null: as many as the law asks for
 * @param claimDays from a capture to the last day on which it may be claimed, not counting pauses; null:
 *     {@code DEFAULT_CLAIM_DAYS}
 */
public record RuleSet(
        PolicyDocument document,
        RuleParameter<Payee> payee,
        RuleParameter<SubsidyBase> subsidyBase,
        RuleParameter<ContractTiming> contractTiming,
        RuleParameter<LocalDate> contractsFrom,
        RuleParameter<LocalDate> contractsUntil,
        RuleParameter<Boolean> individualsAllowed,
        RuleParameter<List<EnterpriseSize>> sizes,
        RuleParameter<List<String>> industries,
        RuleParameter<Integer> minAgeDays,
        RuleParameter<Long> minRevenueFen,
        RuleParameter<Boolean> providersExcluded,
        RuleParameter<Integer> violationLookbackYears,
        RuleParameter<Map<ServiceLayer, BigDecimal>> ratios,
        RuleParameter<Long> annualCapFen,
        RuleParameter<Long> orderCapFen,
        RuleParameter<Long> minFaceFen,
        RuleParameter<Integer> validityMonths,
        RuleParameter<LocalDate> validUntil,
        RuleParameter<Integer> acceptDays,
        RuleParameter<Boolean> stackingAllowed,
        RuleParameter<Long> platformCeilingFen,
        RuleParameter<Long> otherCeilingFen,
        RuleParameter<Boolean> carryOver,
        RuleParameter<Integer> noticeWorkingDays,
        RuleParameter<Integer> reviewWorkingDays,
        RuleParameter<Integer> correctionWorkingDays,
        RuleParameter<BigDecimal> sampleShare,
        RuleParameter<Long> splitThresholdFen,
        RuleParameter<List<DocumentPurpose>> requiredDocuments,
        RuleParameter<BigDecimal> claimSampleShare,
        RuleParameter<Integer> claimDays) {

    /** How long an order holds money of a voucher unless it says otherwise; no voucher may be valid for less. */
    public static final int HOLD_DAYS = 14;

    /** The fewest working days of public notice (domain.md §3.1, publicity_days). */
    public static final int MIN_NOTICE_WORKING_DAYS = 5;

    /** Shares of claims are whole hundredths: a seed draws so many of a hundred. */
    public static final int CLAIM_SHARE_DIGITS = 2;

    /** The least share of claims that is looked at by chance (domain.md §4), and the one where no rule says more. */
    public static final BigDecimal MIN_CLAIM_SAMPLE_SHARE = new BigDecimal("0.05");

    /** How long a capture may be claimed where no rule says so: half a year, as the accounts of an enterprise do. */
    public static final int DEFAULT_CLAIM_DAYS = 180;

    /** The least time to claim: whoever has not is reminded twice, a month before at first. */
    public static final int MIN_CLAIM_DAYS = 60;

    /** The longest time to claim: a programme is accounted for in the second year behind its last capture. */
    public static final int MAX_CLAIM_DAYS = 730;

    /**
     * The document that the rules are taken from.
     *
     * @param policyId the first edition of the policy as it is published; null where it is on paper alone
     */
    public record PolicyDocument(String title, String number, LocalDate issuedOn, UUID policyId) {

        /** One on paper. */
        public PolicyDocument(String title, String number, LocalDate issuedOn) {
            this(title, number, issuedOn, null);
        }
    }

    /** What is in force of it, by the names of its components and in their order. */
    public Map<String, RuleParameter<?>> parameters() {
        Map<String, RuleParameter<?>> parameters = new LinkedHashMap<>();
        for (RecordComponent component : RuleSet.class.getRecordComponents()) {
            try {
                if (component.getAccessor().invoke(this) instanceof RuleParameter<?> parameter) {
                    parameters.put(component.getName(), parameter);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a component of a record can be read", e);
            }
        }
        return parameters;
    }

    /** The anchors of its clauses, by what the clauses are called; of none that has none. */
    public Map<String, String> anchors() {
        Map<String, String> anchors = new HashMap<>();
        parameters().values().stream()
                .filter(parameter -> parameter.anchor() != null)
                .forEach(parameter -> anchors.putIfAbsent(parameter.clause(), parameter.anchor()));
        return anchors;
    }

    /** What has to be on an application when it is submitted, in one order. */
    public List<DocumentPurpose> documentsToBring() {
        return requiredDocuments == null ? List.of() : requiredDocuments.value();
    }

    /** How many of a hundred claims that nothing speaks against a person looks at, unless no rule says so. */
    public Optional<Integer> claimSamplePercent() {
        return Optional.ofNullable(claimSampleShare)
                .map(rule -> rule.value().movePointRight(CLAIM_SHARE_DIGITS).intValueExact());
    }

    /** How many days behind the day of a capture are the last on which it may be claimed. */
    public int daysToClaim() {
        return claimDays == null ? DEFAULT_CLAIM_DAYS : claimDays.value();
    }

    /** Whether an application has to name its provider. */
    public boolean isProviderBound() {
        return platformCeilingFen != null || otherCeilingFen != null;
    }
}
