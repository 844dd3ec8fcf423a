package cn.dengyun.ledger.rest;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A transfer with its place. */
@Schema(name = "LedgerTransfer", description = "An amount that left one account and entered another; never changed")
public record LedgerTransferView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Among those of the programme, from 1, without gaps", examples = "19")
        long position,

        @Schema(required = true) TransferCause cause,
        @Schema(required = true) AccountKind sourceKind,

        @Schema(
                required = true,
                description = "Whose account the amount left: a programme, budget, voucher, provider or organisation")
        UUID sourceOwnerId,

        @Schema(required = true) AccountKind destinationKind,

        @Schema(
                required = true,
                description =
                        "Whose account the amount entered: a programme, budget, voucher, provider or organisation")
        UUID destinationOwnerId,

        @Schema(required = true, description = "In fen", examples = "50000000")
        long amountFen,

        @Schema(
                required = true,
                description =
                        "The fact that it comes from: a budget movement, application, reservation, redemption or refund")
        UUID subjectId,

        @Schema(required = true, nullable = true, description = "The voucher that it is about, if it is about one")
        UUID voucherId,

        @Schema(required = true, nullable = true, description = "The transfer that it undoes")
        UUID reversesId,

        @Schema(required = true, description = "When it happened")
        Instant occurredAt,

        @Schema(required = true, description = "When it got its position")
        Instant numberedAt) {

    static LedgerTransferView of(LedgerService.Placed found) {
        Transfer transfer = found.transfer();
        return new LedgerTransferView(
                transfer.id(),
                found.position(),
                transfer.cause(),
                transfer.source().kind(),
                transfer.source().owner(),
                transfer.destination().kind(),
                transfer.destination().owner(),
                transfer.amountFen(),
                transfer.subjectId(),
                transfer.voucherId(),
                transfer.reversesId(),
                transfer.occurredAt(),
                found.numberedAt());
    }
}
