package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.domain.TierMode;
import cn.dengyun.catalogue.domain.WindowDays;
import cn.dengyun.platform.form.Fields;
import cn.dengyun.shared.Fen;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the contract describes the content of an offering. The platform reads and writes it as JSON text, so that it can
 * name all defects at once and answers with exactly what was stored; these records are its description.
 */
@Schema(
        name = "OfferingContent",
        description = "What a provider declares about one offering. Absent members are empty.")
public record OfferingDocument(
        @Schema(description = "What sort of service it is; code list `offering-kinds`.")
        OfferingKind kind,

        @Schema(
                description = "Chinese name. Blanks at its ends are cut, runs of blanks become one.",
                minLength = 1,
                maxLength = OfferingReader.MAX_NAME,
                examples = "弹性云服务器")
        String name,

        @Schema(
                description = "English name.",
                nullable = true,
                maxLength = OfferingReader.MAX_NAME,
                examples = "Elastic Cloud Server")
        String nameEn,

        @Schema(
                description = "Plain text; markup is stored and served as text.",
                nullable = true,
                maxLength = OfferingReader.MAX_DESCRIPTION,
                examples = "按需取用、弹性伸缩的云上计算服务。")
        String description,

        @Schema(
                description = "Service category of the plan's annex 2; see `/service-categories`.",
                nullable = true,
                maxLength = Fields.MAX_CODE,
                examples = "I-1")
        String categoryCode,

        @Schema(
                description = "Code list `deployment-models`.",
                nullable = true,
                maxLength = Fields.MAX_CODE,
                examples = "PUBLIC")
        String deployment,

        @Schema(
                description = "GB/T 4754-2017 sections or divisions it is made for; absent means any.",
                nullable = true,
                maxItems = OfferingReader.MAX_INDUSTRIES,
                examples = "[\"36\"]")
        List<@Size(max = Fields.MAX_CODE) String> industries,

        @Schema(
                description = "GB/T 2260 codes it is offered in; absent means the whole province.",
                nullable = true,
                maxItems = OfferingReader.MAX_REGIONS,
                examples = "[\"340100\"]")
        List<@Size(max = Fields.MAX_CODE) String> regions,

        @Schema(
                description = "Ways to buy it, complete enough to compute a bill from.",
                nullable = true,
                maxItems = OfferingReader.MAX_PLANS)
        List<PlanDocument> plans,

        @Schema(description = "Trying it for nothing.", nullable = true)
        TrialDocument trial,

        @Schema(
                description = "Concessions, applied before any subsidy.",
                nullable = true,
                maxItems = OfferingReader.MAX_PLANS)
        List<DiscountDocument> discounts,

        @Schema(
                description = "Security and quality certificates.",
                nullable = true,
                maxItems = OfferingReader.MAX_PLANS)
        List<CertificateDocument> certificates,

        @Schema(description = "Whether cloud-service vouchers may pay for it.", defaultValue = "false", nullable = true)
        Boolean voucherEligible,

        @Schema(
                description = "Web address, http or https.",
                nullable = true,
                maxLength = Fields.MAX_ADDRESS,
                examples = "https://cloud.example.com/ecs")
        String homepage,

        @Schema(
                description = "Web address of its documentation.",
                nullable = true,
                maxLength = Fields.MAX_ADDRESS,
                examples = "https://example.com/docs/ecs")
        String documentation,

        @Schema(
                description = "Promised share of time it works, a decimal string of at most 1.",
                nullable = true,
                maxLength = 28,
                examples = "0.9995")
        String availability,

        @Schema(description = "Where data is kept.", nullable = true, maxItems = OfferingReader.MAX_LOCATIONS)
        List<@Size(max = OfferingReader.MAX_LOCATION) String> dataLocations,

        @Schema(
                description =
                        "Whatever else the provider wants to say: at most 50 texts of at most 2,000 characters, by"
                                + " names of at most 64.",
                nullable = true)
        Map<String, String> attributes) {

    /** One way to buy. */
    @Schema(
            name = "Plan",
            description =
                    "One way to buy an offering. Amounts are integer fen; unit prices are decimal strings of fen.",
            examples = PlanDocument.EXAMPLE)
    public record PlanDocument(
            @Schema(
                    description = "The provider's own code, unique within the offering.",
                    maxLength = Fields.MAX_CODE,
                    examples = "monthly")
            String code,

            @Schema(maxLength = OfferingReader.MAX_NAME, description = "What it is called", examples = "包月")
            String name,

            @Schema(
                    nullable = true,
                    maxLength = OfferingReader.MAX_NAME,
                    description = "What it is called in English",
                    examples = "Monthly")
            String nameEn,

            PriceModel model,

            @Schema(
                    description = "What a one-off, one period or one package costs, in fen.",
                    nullable = true,
                    minimum = "0",
                    maximum = "" + Fen.MAX_AMOUNT)
            Long amountFen,

            @Schema(
                    description = "Code list `billing-periods`; subscriptions only.",
                    nullable = true,
                    maxLength = Fields.MAX_CODE,
                    examples = "MONTH")
            String period,

            @Schema(
                    description = "Code list `meter-units`; measured plans only, CNY_FEN for percentages.",
                    nullable = true,
                    maxLength = Fields.MAX_CODE,
                    examples = "CORE_HOUR")
            String unit,

            @Schema(
                    description =
                            "GRADUATED: each unit at the price of its tier. VOLUME: all units at the price of the tier"
                                    + " that the whole quantity falls into. Required with more than one tier.",
                    nullable = true)
            TierMode tierMode,

            @Schema(
                    description = "Ascending; the last has no `upTo`. Metered plans only.",
                    nullable = true,
                    maxItems = OfferingReader.MAX_TIERS)
            List<TierDocument> tiers,

            @Schema(
                    description = "Least charge of a measured bill line, in fen.",
                    nullable = true,
                    minimum = "0",
                    maximum = "" + Fen.MAX_AMOUNT)
            Long minimumChargeFen,

            @Schema(
                    description = "Charged once at the start, in fen.",
                    nullable = true,
                    minimum = "0",
                    maximum = "" + Fen.MAX_AMOUNT)
            Long setupFen,

            @Schema(
                    description = "Value-added tax contained in the prices, as a ratio.",
                    nullable = true,
                    maxLength = 28,
                    examples = "0.06")
            String taxRate,

            @Schema(
                    description = "Units that a package holds, a decimal string above 0; packages only. Quantities are"
                            + " units and not packages: each package that is begun is charged whole.",
                    nullable = true,
                    maxLength = 28,
                    examples = "1000")
            String packageSize,

            @Schema(
                    description =
                            "Share of an amount of money, a decimal string above 0 and at most 1; percentages only.",
                    nullable = true,
                    maxLength = 28,
                    examples = "0.006")
            String rate,

            @Schema(
                    description = "Highest charge of a measured bill line, in fen; not below the least.",
                    nullable = true,
                    minimum = "0",
                    maximum = "" + Fen.MAX_AMOUNT)
            Long maximumChargeFen,

            @Schema(
                    description = OfferingReader.MIN_WINDOWS + " to " + OfferingReader.MAX_WINDOWS
                            + " windows that cover each quarter of an hour of a working day and of a day off"
                            + " exactly once; plans by time of day only. Where only a whole quantity is known, it"
                            + " counts at the cheapest of them.",
                    nullable = true,
                    maxItems = OfferingReader.MAX_WINDOWS)
            List<WindowDocument> windows,

            @Schema(
                    description = "What becomes of the measurements of a period; measured plans only, absent for SUM.",
                    nullable = true)
            Aggregation aggregation,

            @Schema(
                    description = "CNY, or absent. It is compared and not kept: all prices are in fen.",
                    nullable = true,
                    maxLength = Fields.MAX_CODE,
                    examples = "CNY")
            String currency) {

        static final String EXAMPLE = """
                {"code": "monthly", "name": "包月", "nameEn": "Monthly", "model": "SUBSCRIPTION", "amountFen": 12000, \
                "period": "MONTH", "setupFen": 5000, "taxRate": "0.06"}""";
    }

    /** One step of a metered price. */
    @Schema(name = "Tier", description = "One step of a metered price.")
    public record TierDocument(
            @Schema(
                    description =
                            "Where this tier begins, which is where the one before ends. It is compared and not kept.",
                    nullable = true,
                    maxLength = 28,
                    examples = "0")
            String from,

            @Schema(
                    description = "Last quantity of this tier, inclusive; absent in the last tier.",
                    nullable = true,
                    maxLength = 28,
                    examples = "1000")
            String upTo,

            @Schema(description = "Fen per unit, a decimal string.", maxLength = 28, examples = "12.5")
            String unitPriceFen) {}

    /** A price at a time of the day. */
    @Schema(name = "PriceWindow", description = "What a unit costs at a time of the day, Asia/Shanghai.")
    public record WindowDocument(
            WindowDays days,

            @Schema(description = "A quarter of an hour.", maxLength = 5, examples = "08:00")
            String from,

            @Schema(
                    description = "The quarter at which it ends, 24:00 at the latest.",
                    maxLength = 5,
                    examples = "22:00")
            String to,

            @Schema(description = "Fen per unit, a decimal string.", maxLength = 28, examples = "12.5")
            String unitPriceFen) {}

    /** Trying for nothing. */
    @Schema(name = "Trial", description = "A trial ends by itself; it never becomes a paid order silently.")
    public record TrialDocument(
            @Schema(
                    minimum = "1",
                    maximum = "" + OfferingReader.MAX_TRIAL_DAYS,
                    description = "How many days it lasts",
                    examples = "30")
            int days,

            @Schema(
                    nullable = true,
                    maxLength = OfferingReader.MAX_TERMS,
                    description = "What holds during the trial, in words",
                    examples = "试用期满自动停止，数据保留七天。")
            String terms) {}

    /** A concession. */
    @Schema(name = "Discount", description = "A concession for enterprises that move to the cloud.")
    public record DiscountDocument(
            @Schema(maxLength = OfferingReader.MAX_NAME, description = "What it is called", examples = "上云优惠")
            String name,

            @Schema(
                    description = "Share of the list price that is waived, a decimal string above 0 and at most 1.",
                    maxLength = 28,
                    examples = "0.2")
            String rate,

            @Schema(description = "First day, Asia/Shanghai.", nullable = true, examples = "2018-07-01")
            LocalDate from,

            @Schema(description = "Last day, inclusive.", nullable = true, examples = "2018-07-15")
            LocalDate until,

            @Schema(
                    nullable = true,
                    maxLength = OfferingReader.MAX_TERMS,
                    description = "Who gets it, in words",
                    examples = "首次上云的规模以上工业企业")
            String condition,

            @Schema(
                    nullable = true,
                    maxLength = Fields.MAX_CODE,
                    description = "The published concession of this offering that it follows from: with its rate, and"
                            + " on days on which it holds. The two do not add up.",
                    examples = "C7SK-WAG3-E55M")
            String concessionCode) {}

    /** A certificate. */
    @Schema(name = "Certificate", description = "A certificate that the provider claims.")
    public record CertificateDocument(
            @Schema(description = "Code list `certificate-types`.", maxLength = Fields.MAX_CODE, examples = "MLPS_3")
            String type,

            @Schema(
                    nullable = true,
                    maxLength = OfferingReader.MAX_NUMBER,
                    description = "The number of the certificate",
                    examples = "34010012345-19001")
            String number,

            @Schema(
                    nullable = true,
                    maxLength = OfferingReader.MAX_NAME,
                    description = "Who issued it",
                    examples = "公安部第三研究所")
            String issuer,

            @Schema(nullable = true, description = "Its last day of validity")
            LocalDate validUntil) {}

    /** The body of a single upsert. */
    @Schema(
            name = "OfferingDeclaration",
            description = "One offering as a provider declares it: the members of OfferingContent, and two more.",
            allOf = {OfferingDocument.class, Declaration.Extra.class})
    public record Declaration() {

        /** What stands beside the content. */
        @Schema(
                name = "OfferingDeclarationExtra",
                description = "What stands beside the content of a declared offering.")
        public record Extra(
                @Schema(
                        description =
                                "The provider's own key; in a push it is required, in an address it may be repeated.",
                        nullable = true,
                        maxLength = OfferingReader.MAX_EXTERNAL_ID,
                        examples = "ecs")
                String externalId,

                @Schema(description = "Keep it invisible to the public.", nullable = true, defaultValue = "false")
                Boolean draft,

                @Schema(
                        description =
                                "The version you believe is current, 0 for none; another one makes this a conflict.",
                        nullable = true,
                        minimum = "0")
                Integer expectedVersion) {}
    }
}
