package cn.dengyun.voucher.rest;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A movement of a voucher's money. */
@Schema(name = "VoucherEntry", description = "A movement of a voucher's money as the ledger has it")
record VoucherEntryView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(
                required = true,
                nullable = true,
                description = "In the programme's ledger, gapless from 1; null for some milliseconds",
                examples = "42")
        Long position,

        @Schema(required = true) TransferCause cause,

        @Schema(required = true, description = "What kind of account it left")
        AccountKind source,

        @Schema(required = true, description = "What kind of account it entered")
        AccountKind destination,

        @Schema(required = true, description = "The amount in fen", examples = "144000")
        long amountFen,

        @Schema(required = true, description = "The fact it comes from: the voucher, reservation, redemption or refund")
        UUID subjectId,

        @Schema(required = true, description = "When it happened")
        Instant occurredAt) {

    static VoucherEntryView of(NumberedTransfer numbered) {
        Transfer transfer = numbered.transfer();
        return new VoucherEntryView(
                transfer.id(),
                numbered.position(),
                transfer.cause(),
                transfer.source().kind(),
                transfer.destination().kind(),
                transfer.amountFen(),
                transfer.subjectId(),
                transfer.occurredAt());
    }
}
