package cn.dengyun.trade.rating;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the ratings of an offering come to. */
@Schema(name = "RatingSummary", description = "What the ratings of an offering come to")
record RatingSummaryView(
        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "How many ratings count", minimum = "0")
        long count,

        @Schema(
                required = true,
                nullable = true,
                description = "Their mean, rounded half up to one decimal, a decimal string; null where there are none",
                examples = "4.3")
        String mean,

        @Schema(required = true, description = "How many gave how many stars, five first; all five are there")
        List<Stars> distribution) {

    /** How many gave so many stars. */
    @Schema(name = "RatingStars", description = "How many ratings gave so many stars")
    record Stars(
            @Schema(required = true, description = "From 1 to 5", minimum = "1", maximum = "5")
            int stars,

            @Schema(required = true, description = "How many ratings", minimum = "0")
            long count) {}

    static RatingSummaryView of(UUID offering, RatingSummary summary) {
        return new RatingSummaryView(
                offering,
                summary.count(),
                summary.mean() == null ? null : summary.mean().toPlainString(),
                IntStream.rangeClosed(1, RatingSummary.MAX_STARS)
                        .map(each -> RatingSummary.MAX_STARS + 1 - each)
                        .mapToObj(stars -> new Stars(stars, summary.counts().get(stars - 1)))
                        .toList());
    }
}
