package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.domain.Freshness;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.Quality;
import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Puts the findings about an offering into words. */
@ApplicationScoped
class QualityReports {

    QualityReport of(Offering offering, Instant now, Language language) {
        Quality quality = Quality.assess(
                OfferingJson.read(offering.contentJson()), offering.externalId(), offering.lastConfirmedAt(), now);
        return new QualityReport(
                offering.id(),
                offering.version(),
                quality.score(),
                offering.lastConfirmedAt(),
                Freshness.nextDue(offering.lastConfirmedAt()),
                Freshness.at(now, offering.lastConfirmedAt()),
                quality.findings().stream()
                        .map(finding -> new FindingView(
                                finding.pointer(),
                                finding.code(),
                                finding.weight(),
                                ProblemTexts.detail(finding.code(), List.of(), language),
                                ProblemTexts.hint(finding.code(), List.of(), language)))
                        .toList());
    }

    /** What would make an offering more useful. */
    @Schema(name = "QualityReport", description = "What would make an offering more useful to those who look for it.")
    public record QualityReport(
            @Schema(description = "The offering") UUID offeringId,

            @Schema(minimum = "1", description = "The version that the report is about")
            int version,

            @Schema(description = "100 less the weight of each finding.", minimum = "0", maximum = "100")
            int score,

            @Schema(description = "When the provider last said that the offering is as described")
            Instant lastConfirmedAt,

            @Schema(description = "When the provider has to confirm it again")
            Instant nextDue,

            Freshness freshness,

            @Schema(maxItems = 200, description = "What could be better")
            List<FindingView> findings) {}

    /** One finding in words. */
    @Schema(name = "QualityFinding", description = "One thing to improve.")
    public record FindingView(
            @Schema(description = "RFC 6901 pointer into the content.", maxLength = 200, examples = "/description")
            String pointer,

            @Schema(description = "Stable code.", maxLength = 64, examples = "quality-description-missing")
            String code,

            @Schema(description = "What it takes from the score.", minimum = "0", maximum = "100")
            int weight,

            @Schema(description = "What is missing.", maxLength = 500, examples = "没有说明。")
            String detail,

            @Schema(description = "How to mend it.", maxLength = 500, examples = "请写明它做什么、适合谁。")
            String hint) {}
}
