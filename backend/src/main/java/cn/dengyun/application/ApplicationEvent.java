package cn.dengyun.application;

import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the applicant and its authorities are told of a voucher application. */
@Events(family = "cn.dengyun.voucher.application.", subject = "/api/v1/voucher-applications/{applicationId}")
enum ApplicationEvent implements EventType<ApplicationEvent.Data> {
    DRAFTED,
    CHANGED,
    SUBMITTED,
    /** The quota is short, or its enterprise is not certified or is frozen. */
    WAITLISTED,
    /** Its turn in the wait-list has come. */
    SERVED,
    RESUBMITTED,
    COUNTY_REVIEW,
    CITY_REVIEW,
    PROVINCE_REVIEW,
    SIGNAL_DISPOSED,
    APPROVED,
    RETURNED,
    REJECTED,
    OBJECTION_DISMISSED,
    APPEALED,
    APPEAL_DISMISSED,
    REINSTATED,
    WITHDRAWN,
    LAPSED,
    PRICE_CUT_PROPOSED,
    PRICE_CUT_REJECTED,
    PRICE_CUT_APPROVED;

    /** Whether the applicant is told why: what reviewers say among themselves is none of it. */
    private boolean tellsWhy() {
        return switch (this) {
            case RETURNED, APPROVED, REJECTED, OBJECTION_DISMISSED, APPEAL_DISMISSED, REINSTATED, PRICE_CUT_PROPOSED ->
                true;
            default -> false;
        };
    }

    /** What a review led to. */
    static ApplicationEvent of(ApplicationStatus status) {
        return switch (status) {
            case COUNTY_REVIEW -> COUNTY_REVIEW;
            case CITY_REVIEW -> CITY_REVIEW;
            case PROVINCE_REVIEW -> PROVINCE_REVIEW;
            case APPROVED -> APPROVED;
            case RETURNED -> RETURNED;
            case REJECTED -> REJECTED;
            default -> throw new IllegalArgumentException("no review leads to " + status);
        };
    }

    /** What is told of it, with what somebody wrote where that is for the applicant. */
    Data told(VoucherApplication application, String reason) {
        return of(application, tellsWhy() ? reason : null);
    }

    /** How it stands, without what people wrote. */
    static Data of(VoucherApplication application) {
        return of(application, null);
    }

    private static Data of(VoucherApplication application, String reason) {
        return new Data(
                application.id(),
                application.programmeId(),
                application.organizationId(),
                application.status(),
                application.sequence(),
                application.entitledFen(),
                application.heldFen(),
                application.awaitsCertification(),
                application.rounds(),
                application.dueAt(),
                reason,
                application.version());
    }

    @Schema(name = "ApplicationEventData", description = "How a voucher application stands afterwards.")
    record Data(
            @Schema(description = "The application.") UUID applicationId,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "The applicant.") UUID organizationId,

            @Schema(description = "Where it stands.") ApplicationStatus status,

            @Schema(
                    nullable = true,
                    description = "Its place in the order of arrival; null for a draft.",
                    minimum = "1",
                    examples = "42")
            Long sequence,

            @Schema(description = "Face value that the rules give, in fen.", minimum = "0", examples = "5000000")
            long entitledFen,

            @Schema(description = "Quota held for it, in fen.", minimum = "0", examples = "5000000")
            long heldFen,

            @Schema(
                    description =
                            "Whether it waits, holding nothing, until its enterprise is certified and not frozen.",
                    examples = "false")
            boolean awaitsCertification,

            @Schema(description = "How often it was returned for correction.", minimum = "0", examples = "0")
            int rounds,

            @Schema(nullable = true, description = "By when whoever has it next has to act; null when nobody has.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "Why, in the words of whoever decided; null where nobody did.",
                    examples = "合同缺页")
            String reason,

            @Schema(
                    description = "Version of the application, counted up by each change.",
                    minimum = "0",
                    examples = "3")
            int version) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ApplicationEvent> {}
}
