package cn.dengyun.settlement.recovery.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.settlement.recovery.domain.Instalment;
import cn.dengyun.settlement.recovery.domain.Instalments;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.domain.RecoveryGround;
import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A recovery as its caller sees it. */
@Schema(name = "Recovery", description = "Money that was paid and is asked back")
record RecoveryView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "What people read out", examples = "RC7M-2P9Q-XT84-K")
        String number,

        @Schema(description = "What asks it back") RecoveryCause cause,

        @Schema(nullable = true, description = "The dispute whose decision asks it back; null where none does")
        UUID disputeId,

        @Schema(description = "The rule of law by which it is asked back")
        RecoveryGround ground,

        @Schema(description = "Why, in the words of the decision", examples = "经核对开通记录，实际交付 6 台，其余核减。")
        String reason,

        @Schema(description = "The office that has paid it and sees to it")
        UUID officeId,

        @Schema(description = "Its name", examples = "安徽省财政厅")
        String officeName,

        @Schema(description = "The region of the enterprise whose voucher has paid", examples = "340123")
        String regionCode,

        @Schema(description = "The organisation that owes it")
        UUID debtorOrganizationId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String debtorName,

        @Schema(
                description = "The enterprise whose order was paid, the beneficiary of an award, or the office that"
                        + " bought",
                examples = "合肥示范制造有限公司")
        String enterpriseName,

        @Schema(description = "The programme that has paid") UUID programmeId,

        @Schema(nullable = true, description = "The voucher that has paid; null of an entitlement")
        UUID voucherId,

        @Schema(nullable = true, description = "What was paid where no voucher has paid; null of a capture")
        UUID entitlementId,

        @Schema(
                nullable = true,
                description = "By which people call the list of awards or the contract; null of a capture",
                examples = "AB7M-2P9Q-XT84-K")
        String caseNumber,

        @Schema(nullable = true, description = "The order; null where there is none")
        UUID orderId,

        @Schema(nullable = true, description = "Its number; null likewise", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(nullable = true, description = "The delivery that was paid too much for; null likewise")
        UUID deliveryId,

        @Schema(description = "The claim that was paid") UUID settlementClaimId,

        @Schema(description = "Its number", examples = "S4K7-M2P9-QXT8-V")
        String claimNumber,

        @Schema(description = "What is asked back, in fen", examples = "400000")
        long amountFen,

        @Schema(description = "What of it has come in, in fen", examples = "100000")
        long receivedFen,

        @Schema(description = "What of it was given up, in fen", examples = "0")
        long writtenOffFen,

        @Schema(description = "What is still to be paid back, in fen", examples = "300000")
        long openFen,

        @Schema(description = "Where it stands") RecoveryStatus status,

        @Schema(
                description =
                        "Whether the programme had been accounted before it was demanded: its account stays closed,"
                                + " and the office accounts for this as a supplement to it",
                examples = "false")
        boolean afterAccount,

        @Schema(description = "When it was demanded") Instant demandedAt,

        @Schema(
                nullable = true,
                description = "When it, or the next instalment, is late; null where nothing is open any more")
        Instant dueAt,

        @Schema(description = "Whether something was not paid in time")
        boolean overdue,

        @Schema(
                description = "How it is paid back by and by, earliest first; empty where it is paid at once",
                examples = "[]")
        List<InstalmentView> instalments,

        @Schema(
                description =
                        "How somebody wants it to be paid back, which finance has not answered; empty where nobody"
                                + " does",
                examples = "[]")
        List<InstalmentView> proposedInstalments,

        @Schema(nullable = true, description = "When that was proposed; null where nobody does")
        Instant planProposedAt,

        @Schema(
                nullable = true,
                description = "Since when somebody of the office wants to give up what is open; null where nobody does,"
                        + " or the caller owes it and it was not given up")
        Instant writeOffProposedAt,

        @Schema(nullable = true, description = "Why; null likewise", examples = "企业已注销，无可供执行财产。")
        String writeOffReason,

        @Schema(nullable = true, description = "When all was paid back or given up; null before")
        Instant endedAt,

        @Schema(description = "What the caller may do now", examples = "[\"RECEIVE\", \"PROPOSE_WRITE_OFF\"]")
        List<String> availableActions)
        implements Tagged {

    /** A part of what is paid back. */
    @Schema(name = "RecoveryInstalment", description = "A part of what is paid back")
    record InstalmentView(
            @Schema(description = "The last day on which it is in time", examples = "2018-11-30")
            LocalDate dueOn,

            @Schema(description = "In fen", examples = "100000")
            long amountFen,

            @Schema(description = "What of it has come in, in fen", examples = "0")
            long paidFen) {

        static List<InstalmentView> of(List<Instalment> plan, long paidFen) {
            List<InstalmentView> views = new ArrayList<>();
            long left = paidFen;
            for (Instalment each : plan) {
                long paid = Math.min(left, each.amountFen());
                views.add(new InstalmentView(each.dueOn(), each.amountFen(), paid));
                left -= paid;
            }
            return views;
        }
    }

    static RecoveryView of(Recovery recovery, Actor actor, Instant now) {
        boolean isTold =
                recovery.writeOff() != null && (recovery.writeOff().writeOffBy() != null || recovery.isOpenTo(actor));
        return new RecoveryView(
                recovery.id(),
                recovery.version(),
                recovery.number(),
                recovery.cause(),
                recovery.disputeId(),
                recovery.ground(),
                recovery.reason(),
                recovery.organizationId(),
                recovery.organizationName(),
                recovery.regionCode(),
                recovery.debtorOrganizationId(),
                recovery.debtorName(),
                recovery.origin().enterpriseName(),
                recovery.origin().programmeId(),
                recovery.origin().voucherId(),
                recovery.origin().entitlementId(),
                recovery.origin().caseNumber(),
                recovery.origin().orderId(),
                recovery.origin().orderNumber(),
                recovery.origin().deliveryId(),
                recovery.origin().claimId(),
                recovery.origin().claimNumber(),
                recovery.amountFen(),
                recovery.receivedFen(),
                recovery.writtenOffFen(),
                recovery.openFen(),
                recovery.status(),
                recovery.afterAccount(),
                recovery.demandedAt(),
                recovery.dueAt(),
                recovery.isOverdueAt(now),
                InstalmentView.of(recovery.instalments(), recovery.paidOfPlanFen()),
                recovery.proposed() == null
                        ? List.of()
                        : InstalmentView.of(Instalments.read(recovery.proposed().proposedInstalments()), 0),
                recovery.proposed() == null ? null : recovery.proposed().planProposedAt(),
                isTold ? recovery.writeOff().writeOffProposedAt() : null,
                isTold ? recovery.writeOff().writeOffReason() : null,
                recovery.endedAt(),
                recovery.actions(actor));
    }
}
