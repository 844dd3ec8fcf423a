package cn.dengyun.trade.order;

import cn.dengyun.trade.order.domain.OwnWords;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of a line that no catalogue has. */
@Schema(name = "OwnWords", description = "A line that the provider has quoted in its own words; no voucher pays of it")
public record OwnWordsView(
        @Schema(required = true, description = "What is done", examples = "按图纸开模并试模两次")
        String description,

        @Schema(required = true, description = "What it is counted in", examples = "套")
        String unit,

        @Schema(required = true, description = "For one of them, tax included, in fen", examples = "1200000")
        long unitPriceFen,

        @Schema(required = true, description = "Value-added tax contained in it, as a ratio", examples = "0.13")
        String taxRate) {

    /** Null where there are none. */
    public static OwnWordsView of(OwnWords words) {
        return words == null
                ? null
                : new OwnWordsView(
                        words.description(),
                        words.unit(),
                        words.unitPriceFen(),
                        words.taxRate().toPlainString());
    }
}
