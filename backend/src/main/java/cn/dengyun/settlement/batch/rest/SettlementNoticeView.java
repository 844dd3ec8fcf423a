package cn.dengyun.settlement.batch.rest;

import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A settlement batch as everybody sees it. */
@Schema(name = "SettlementNotice", description = "Claims that are to be paid, to which everybody can object")
record SettlementNoticeView(
        @Schema(description = "The batch") UUID settlementBatchId,

        @Schema(description = "Its number", examples = "J4K7-M2P9-QXT8-V")
        String number,

        @Schema(description = "The programme") UUID programmeId,

        @Schema(description = "Its name", examples = "2018 年云服务券")
        String programmeName,

        @Schema(description = "GB/T 2260 code of the programme's owner", examples = "340000")
        String regionCode,

        @Schema(description = "Payments in it", examples = "120")
        int lines,

        @Schema(description = "What they come to, in fen", examples = "72000000")
        long amountFen,

        @Schema(description = "When it was put on public notice")
        Instant noticedAt,

        @Schema(description = "Until when everybody can object")
        Instant endsAt,

        @Schema(description = "Whether that has passed") boolean over) {

    static SettlementNoticeView of(SettlementBatch batch, Instant now) {
        return new SettlementNoticeView(
                batch.id(),
                batch.number(),
                batch.programmeId(),
                batch.programmeName(),
                batch.regionCode(),
                batch.lines(),
                batch.amountFen(),
                batch.notice().noticedAt(),
                batch.notice().noticeEndsAt(),
                batch.isNoticeOverAt(now));
    }

    /** One payment, without what concerns nobody but the payee. */
    @Schema(name = "SettlementNoticeLine", description = "One payment on public notice")
    record LineOnNotice(
            @Schema(description = "The line that an objection names")
            UUID lineId,

            @Schema(description = "Its place in the batch, from 1", examples = "1")
            int line,

            @Schema(description = "Who is paid", examples = "皖云示范云计算有限公司")
            String payeeName,

            @Schema(description = "The enterprise whose voucher it was", examples = "肥西示范精密机械有限公司")
            String enterpriseName,

            @Schema(description = "In fen", examples = "144000")
            long amountFen) {

        static LineOnNotice of(BatchLine line) {
            return new LineOnNotice(line.id(), line.line(), line.payeeName(), line.enterpriseName(), line.amountFen());
        }
    }
}
