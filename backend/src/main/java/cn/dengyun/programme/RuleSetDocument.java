package cn.dengyun.programme;

import cn.dengyun.policy.domain.ContractTiming;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Fen;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the contract describes the rules of a programme. They are read and written as JSON text, so that all defects are
 * named at once and the answer is exactly what was stored; these records are its description.
 */
@Schema(
        name = "RuleSet",
        description = "The rules of a programme, each with the clause of the policy document that it rests on. A rule"
                + " that is absent is not in force. Amounts are in fen.")
public record RuleSetDocument(
        @Schema(required = true) DocumentDocument document,
        @Schema(required = true) PayeeRule payee,
        @Schema(required = true) SubsidyBaseRule subsidyBase,
        @Schema(required = true) ContractTimingRule contractTiming,

        @Schema(nullable = true, description = "First day of contracts")
        DateRule contractsFrom,

        @Schema(nullable = true, description = "Last day of contracts")
        DateRule contractsUntil,

        @Schema(required = true, description = "Whether individually-owned businesses may apply")
        FlagRule individualsAllowed,

        @Schema(required = true) SizesRule sizes,

        @Schema(nullable = true, description = "The industries that may apply; null where all may")
        IndustriesRule industries,

        @Schema(nullable = true, description = "Days since the registration of the applicant")
        CountRule minAgeDays,

        @Schema(nullable = true, description = "Certified revenue of last year")
        AmountRule minRevenueFen,

        @Schema(required = true, description = "Whether an enterprise that is a provider may not apply")
        FlagRule providersExcluded,

        @Schema(nullable = true, description = "Years without a serious fiscal violation")
        CountRule violationLookbackYears,

        @Schema(required = true) RatiosRule ratios,

        @Schema(required = true, description = "Of one enterprise in the programme")
        AmountRule annualCapFen,

        @Schema(nullable = true, description = "Of one application")
        AmountRule orderCapFen,

        @Schema(required = true, description = "Below it no voucher is issued")
        AmountRule minFaceFen,

        @Schema(required = true, description = "Months from its issue in which a voucher may be used")
        CountRule validityMonths,

        @Schema(required = true, description = "Last day, Asia/Shanghai, on which any voucher may be used")
        DateRule validUntil,

        @Schema(nullable = true, description = "Days in which an issued voucher must be accepted")
        CountRule acceptDays,

        @Schema(required = true, description = "Whether other fiscal money for the same content is allowed")
        FlagRule stackingAllowed,

        @Schema(nullable = true, description = "Of one cloud-platform provider in the programme")
        AmountRule platformCeilingFen,

        @Schema(nullable = true, description = "Of one other provider in the programme")
        AmountRule otherCeilingFen,

        @Schema(required = true, description = "Whether what is left may go to a following programme")
        FlagRule carryOver,

        @Schema(required = true, description = "Working days of public notice before issue, at least 5")
        CountRule noticeWorkingDays,

        @Schema(required = true, description = "Working days for a step of the review")
        CountRule reviewWorkingDays,

        @Schema(required = true, description = "Working days to correct a returned application")
        CountRule correctionWorkingDays,

        @Schema(nullable = true, description = "Share of applications that the province reviews too, by chance")
        ShareRule sampleShare,

        @Schema(nullable = true, description = "Above it the province reviews an application")
        AmountRule splitThresholdFen,

        @Schema(nullable = true, description = "What has to be on an application when it is submitted")
        DocumentsRule requiredDocuments,

        @Schema(
                nullable = true,
                description =
                        "Share of the settlement claims that nothing speaks against and that a person looks at all"
                                + " the same, in whole hundredths, 0.05 at least; 0.05 where it is absent")
        ClaimShareRule claimSampleShare,

        @Schema(
                nullable = true,
                description = "Days behind a capture of which the last is the last on which it may be claimed, 60 to"
                        + " 730; 180 where it is absent")
        ClaimDaysRule claimDays) {

    private static final String CLAUSE = "第五条第二款";
    private static final String ANCHOR =
            "Anchor of that clause in the policy, such as `art-5`; of every rule where the document has a `policyId`";

    /** The document that the rules are taken from. */
    @Schema(name = "PolicyDocument", description = "The document that the rules are taken from")
    public record DocumentDocument(
            @Size(max = RuleSetReader.MAX_TITLE)
            @Schema(required = true, description = "Its title", examples = "云服务券实施办法（示例）")
            String title,

            @Size(max = RuleSetReader.MAX_NUMBER)
            @Schema(required = true, description = "Its number", examples = "示例〔2018〕1号")
            String number,

            @Schema(required = true, description = "The day on which it was issued", examples = "2018-06-01")
            LocalDate issuedOn,

            @Schema(
                    nullable = true,
                    description = "Id of the first edition of the policy as it is published here; absent where the"
                            + " document is on paper alone. Each rule then cites a clause of the edition that is live"
                            + " when the rules take effect",
                    examples = "01900000-0000-7000-8000-000000006a02")
            UUID policyId) {}

    /** Whom the programme pays. */
    @Schema(name = "PayeeRule", description = "Whom the programme pays")
    public record PayeeRule(
            @Schema(required = true) Payee value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** Which amount the ratio is applied to. */
    @Schema(name = "SubsidyBaseRule", description = "Which amount the ratio is applied to")
    public record SubsidyBaseRule(
            @Schema(required = true) SubsidyBase value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** Whether a contract comes before the application. */
    @Schema(name = "ContractTimingRule", description = "Whether a contract comes before the application")
    public record ContractTimingRule(
            @Schema(required = true) ContractTiming value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** A day. */
    @Schema(name = "DateRule", description = "A day")
    public record DateRule(
            @Schema(required = true, description = "The day", examples = "2018-12-31")
            LocalDate value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** Whether something is so. */
    @Schema(name = "FlagRule", description = "Whether something is so")
    public record FlagRule(
            @Schema(required = true, description = "Whether it is so")
            Boolean value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** A number of days, months or years. */
    @Schema(name = "CountRule", description = "A number of days, months or years")
    public record CountRule(
            @Schema(required = true, minimum = "0", maximum = "36500", description = "The number", examples = "12")
            Integer value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** In which a capture may be claimed. */
    @Schema(name = "ClaimDaysRule", description = "Days in which a capture may be claimed")
    public record ClaimDaysRule(
            @Schema(required = true, minimum = "60", maximum = "730", description = "The number", examples = "180")
            Integer value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** An amount. */
    @Schema(name = "AmountRule", description = "An amount in fen")
    public record AmountRule(
            @Schema(
                    required = true,
                    minimum = "0",
                    maximum = "" + Fen.MAX_AMOUNT,
                    description = "The amount in fen",
                    examples = "5000000")
            Long value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** A share. */
    @Schema(name = "ShareRule", description = "A share between 0 and 1")
    public record ShareRule(
            @Schema(
                    required = true,
                    pattern = "^[01](\\.[0-9]{1,6})?$",
                    maxLength = 8,
                    description = "The share, a decimal string",
                    examples = "0.9")
            String value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** A share of settlement claims. */
    @Schema(name = "ClaimShareRule", description = "A share of settlement claims, from 0.05 to 1")
    public record ClaimShareRule(
            @Schema(
                    required = true,
                    pattern = "^(1(\\.00?)?|0\\.(0[5-9]|[1-9][0-9]?))$",
                    maxLength = 4,
                    description = "The share, a decimal string in whole hundredths",
                    examples = "0.05")
            String value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** Size classes. */
    @Schema(name = "SizesRule", description = "Size classes that may apply, by certification")
    public record SizesRule(
            @Size(min = 1, max = 5) @Schema(required = true, description = "The size classes")
            List<EnterpriseSize> value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** Documents. */
    @Schema(name = "DocumentsRule", description = "Purposes of documents that have to be on an application")
    public record DocumentsRule(
            @Size(min = 1, max = 11) @Schema(required = true, description = "One document of each at least")
            List<DocumentPurpose> value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** Industries. */
    @Schema(name = "IndustriesRule", description = "GB/T 4754 codes that may apply, each with all below it")
    public record IndustriesRule(
            @Size(min = 1, max = RuleSetReader.MAX_INDUSTRIES)
            @Schema(required = true, description = "The industries, GB/T 4754 codes", examples = "[\"C\"]")
            List<@Size(max = 10) String> value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}

    /** Ratios by layer. */
    @Schema(name = "RatiosRule", description = "Share of the base by layer of service")
    public record RatiosRule(
            @Schema(
                    required = true,
                    description = "A decimal string between 0 and 1 for each of `IAAS`, `PAAS`, `SAAS`, `DEVICE`,"
                            + " `CAPABILITY`, `SERVICE`; one that is absent gets nothing",
                    examples = "{\"IAAS\": \"0.4\", \"PAAS\": \"0.6\", \"SAAS\": \"0.6\"}")
            Map<String, String> value,

            @Size(max = RuleSetReader.MAX_CLAUSE)
            @Schema(required = true, description = "The clause of the policy document that says so", examples = CLAUSE)
            String clause,

            @Size(max = RuleSetReader.MAX_ANCHOR) @Schema(nullable = true, description = ANCHOR, examples = "art-5")
            String anchor) {}
}
