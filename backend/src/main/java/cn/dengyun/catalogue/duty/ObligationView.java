package cn.dengyun.catalogue.duty;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An obligation as everybody sees it. */
@Schema(name = "Obligation", description = "What a provider owes by the action plan, and how much of it is met")
record ObligationView(
        @Schema(
                description = "Its id: what, in which year, of whom",
                examples = "INDUSTRIAL_APPS-2026-01900000-0000-7000-8000-000000000001")
        String id,

        @Schema(description = "What is owed") ObligationKind kind,

        @Schema(description = "Calendar year of Asia/Shanghai", examples = "2026")
        int year,

        @Schema(description = "Who owes it") UUID providerId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "How many: 100 apps, or all published offerings", examples = "100")
        int required,

        @Schema(description = "How many count by now", examples = "37")
        int counted,

        @Schema(description = "How many are missing", examples = "63")
        int remaining,

        @Schema(
                description = "How many apps it will be at the end of the year if it goes on so, in proportion to the"
                        + " days; of a catalogue, how many are confirmed now",
                examples = "74")
        int forecast,

        @Schema(description = "How it stands. Missing it is public, and has no other consequence by itself")
        ObligationStanding standing,

        @Schema(
                nullable = true,
                description = "Until when: the end of the year, or when the first offering has to be confirmed"
                        + " again; null when there is nothing to do")
        Instant dueAt,

        @Schema(description = "Of which moment all this is") Instant asOf) {

    static ObligationView of(ObligationService.Computed computed) {
        Obligation obligation = computed.obligation();
        return new ObligationView(
                obligation.id().text(),
                obligation.id().kind(),
                obligation.id().year().getValue(),
                computed.provider().id(),
                computed.provider().nameZh(),
                obligation.required(),
                obligation.counted(),
                obligation.remaining(),
                obligation.forecast(),
                obligation.standing(),
                obligation.dueAt(),
                obligation.moment());
    }
}
