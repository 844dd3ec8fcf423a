package cn.dengyun.application.rest;

import cn.dengyun.application.EligibilityService;
import cn.dengyun.application.domain.ProgrammeFit;
import cn.dengyun.platform.web.Language;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.RuleOutcome;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.shared.DocumentPurpose;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a programme holds for an enterprise. */
@Schema(name = "ProgrammeMatch", description = "What a programme of vouchers holds for the caller's enterprise now")
record ProgrammeMatchView(
        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(
                required = true,
                description = "Its name, in the language asked for where it has one",
                examples = "安徽省云服务券 2018")
        String programmeName,

        @Schema(required = true, description = "Of its owner", examples = "340000")
        String regionCode,

        @Schema(required = true, description = "By the server's clock")
        ProgrammeStatus status,

        @Schema(required = true, nullable = true, description = "First moment at which applications are taken")
        Instant opensAt,

        @Schema(required = true, nullable = true, description = "First moment at which they are taken no more")
        Instant closesAt,

        @Schema(required = true, description = "How it fits")
        ProgrammeFit fit,

        @Schema(
                required = true,
                description = "The most that a voucher could be worth now, in fen; 0 where a rule speaks against one",
                examples = "600000")
        long mostFen,

        @Schema(required = true, description = "Below it nothing is issued, in fen", examples = "10000")
        long leastFen,

        @Schema(
                required = true,
                description = "The rules that speak against it, and those that rest on what is not known yet, each with"
                        + " what would change it",
                maxItems = 30)
        List<EligibilityView.RuleView> openRules,

        @Schema(required = true, description = "What has to be on an application as documents when it is submitted")
        List<DocumentPurpose> requiredDocuments) {

    static ProgrammeMatchView of(EligibilityService.Match match, Instant now, Language language) {
        Programme programme = match.programme();
        Evaluation most = match.most().record().evaluation();
        boolean isEnglish = language == Language.EN && programme.nameEn() != null;
        return new ProgrammeMatchView(
                programme.id(),
                isEnglish ? programme.nameEn() : programme.nameZh(),
                programme.regionCode(),
                programme.statusAt(now),
                programme.opensAt(),
                programme.closesAt(),
                match.fit(),
                most.face().fen(),
                most.face().leastFen(),
                most.results().stream()
                        .filter(rule -> rule.outcome() == RuleOutcome.FAILED || rule.outcome() == RuleOutcome.UNKNOWN)
                        .map(rule -> EligibilityView.rule(rule, match.most().links(), language))
                        .toList(),
                match.most().requiredDocuments());
    }
}
