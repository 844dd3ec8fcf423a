package cn.dengyun.trade.complaint;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many complaints there are, for everybody. */
@Schema(
        name = "ComplaintSummary",
        description = "How many complaints there are about an offering or a provider, as it was when this month began;"
                + " those that were taken back do not count")
record ComplaintSummaryView(
        @Schema(
                required = true,
                description =
                        "Whether the numbers are shown: they are when at least five legal entities complained, and"
                                + " what the numbers of the provider and its other offerings tell together is that of five as"
                                + " well, so that nobody tells whose complaints they are")
        boolean isShown,

        @Schema(
                required = true,
                nullable = true,
                description = "How many were filed whose provider's time to answer is over; null where they are not"
                        + " shown",
                minimum = "0")
        Long filed,

        @Schema(
                required = true,
                nullable = true,
                description = "How many of them the provider answered within five working days; null where they are"
                        + " not shown",
                minimum = "0")
        Long answeredInTime,

        @Schema(
                required = true,
                nullable = true,
                description = "In how many of them an authority found the enterprise right, in part or as a whole; null"
                        + " where they are not shown",
                minimum = "0")
        Long upheld) {

    static ComplaintSummaryView of(ComplaintSummary summary) {
        return summary.isShown()
                ? new ComplaintSummaryView(true, summary.filed(), summary.answeredInTime(), summary.upheld())
                : new ComplaintSummaryView(false, null, null, null);
    }
}
