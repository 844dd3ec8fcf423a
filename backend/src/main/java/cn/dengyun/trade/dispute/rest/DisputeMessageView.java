package cn.dengyun.trade.dispute.rest;

import cn.dengyun.trade.dispute.domain.DisputeMessage;
import cn.dengyun.trade.dispute.domain.DisputeSpeaker;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody has said in a dispute. */
@Schema(name = "OrderDisputeMessage", description = "What somebody has said in a dispute")
record DisputeMessageView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Who says it")
        DisputeSpeaker speaker,

        @Schema(required = true, description = "When") Instant at,

        @Schema(required = true, description = "What", examples = "开通记录已作为订单附件上传，请核对。")
        String text) {

    static DisputeMessageView of(DisputeMessage message) {
        return new DisputeMessageView(message.id(), message.speaker(), message.at(), message.text());
    }
}
