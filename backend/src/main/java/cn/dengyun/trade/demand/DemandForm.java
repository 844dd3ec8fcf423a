package cn.dengyun.trade.demand;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.trade.order.NewOrder;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a demand says: sent whole to draw one up, in part to change it.
 *
 * @param categoryCode null where the kind says enough
 * @param budgetFen null where the enterprise does not say it
 */
@Schema(name = "DemandRequest", description = "What an enterprise needs")
record DemandForm(
        @NotBlank @Size(max = 200) @Schema(required = true, description = "In a few words", examples = "注塑车间数据上云")
        String title,

        @NotBlank
        @Size(max = 5_000)
        @Schema(required = true, description = "What is wanted, and for what", examples = "40 台注塑机的运行数据采集与看板。")
        String description,

        @NotNull @Schema(required = true, description = "What sort of service or capability")
        OfferingKind kind,

        @Size(max = 20) @Schema(nullable = true, description = "Service category that fits the kind", examples = "I-1")
        String categoryCode,

        @NotNull
        @Pattern(regexp = NewOrder.Line.QUANTITY)
        @Schema(required = true, description = "How much of it; a decimal string above 0", examples = "12")
        String quantity,

        @NotBlank @Size(max = 20) @Schema(required = true, description = "Of what", examples = "月")
        String unit,

        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(nullable = true, description = "What it may cost at most, in fen", examples = "500000")
        Long budgetFen,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description =
                        "The first moment at which no quotes are taken any more: between 24 hours and 90 days from now,"
                                + " when it is published and when it is prolonged",
                examples = "2018-07-10T09:00:00Z")
        Instant quotesUntil,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "When it is wanted, not before the last day for quotes",
                examples = "2018-08-01")
        LocalDate wantedOn,

        @NotNull
        @Pattern(regexp = "^[0-9]{6}$")
        @Schema(required = true, description = "Where it is wanted, GB/T 2260", examples = "340123")
        String serviceRegionCode,

        @NotNull @Schema(required = true, description = "Who may know of it", examples = "PUBLIC")
        DemandVisibility visibility) {

    /** For how long providers can quote at least. */
    static final Duration SHORTEST = Duration.ofHours(24);

    /** At most. */
    static final Duration LONGEST = Duration.ofDays(90);

    DemandForm {
        quotesUntil = quotesUntil == null ? null : quotesUntil.truncatedTo(ChronoUnit.MICROS);
        categoryCode = categoryCode == null || categoryCode.isBlank() ? null : categoryCode.strip();
    }

    /** What contradicts itself, or comes too late; not whether its codes are known. */
    List<Defect> defectsAt(Instant now) {
        List<Defect> defects = new ArrayList<>();
        if (NewOrder.Line.units(quantity).signum() == 0) {
            defects.add(Defect.at("/quantity", "number-out-of-range", "0.000001", "999999999999"));
        }
        if (categoryCode != null && !kind.fits(categoryCode)) {
            defects.add(Defect.at("/categoryCode", "category-contradicts-kind", categoryCode, kind));
        }
        deadlineDefect(quotesUntil, now).ifPresent(defects::add);
        if (wantedOn.isBefore(Demand.dayOf(quotesUntil))) {
            defects.add(Defect.at("/wantedOn", "demand-wanted-too-early", Demand.dayOf(quotesUntil)));
        }
        return defects;
    }

    /** Whether providers would have too little time, or nobody would wait for so long. */
    static Optional<Defect> deadlineDefect(Instant quotesUntil, Instant now) {
        Instant first = now.plus(SHORTEST);
        Instant last = now.plus(LONGEST);
        boolean isFit = !quotesUntil.isBefore(first) && !quotesUntil.isAfter(last);
        return isFit
                ? Optional.empty()
                : Optional.of(Defect.at(
                        "/quotesUntil",
                        "demand-deadline-unfit",
                        first.truncatedTo(ChronoUnit.SECONDS).plusSeconds(60),
                        last.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The same until another moment. */
    DemandForm until(Instant moment) {
        return new DemandForm(
                title,
                description,
                kind,
                categoryCode,
                quantity,
                unit,
                budgetFen,
                moment,
                wantedOn,
                serviceRegionCode,
                visibility);
    }
}
