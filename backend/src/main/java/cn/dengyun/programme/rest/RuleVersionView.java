package cn.dengyun.programme.rest;

import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.programme.CitedRules;
import cn.dengyun.programme.RuleSetDocument;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.shared.Hashes;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of the rules. */
@Schema(name = "RuleVersion", description = "The rules of a programme in one version, which never changes")
public record RuleVersionView(
        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true, description = "The number of the version, from 1", examples = "1")
        int version,

        @Schema(required = true, nullable = true, description = "In force from then on, once it is approved")
        Instant effectiveFrom,

        @Schema(
                required = true,
                description = "SHA-256 of the canonical JSON of the rules",
                pattern = Hashes.HEX_PATTERN,
                examples = "3e1c0f5a0f7b9f3f8a4f0c1e2d3b4a5968778695a4b3c2d1e0f1a2b3c4d5e6f7")
        String contentHash,

        @Schema(required = true, implementation = RuleSetDocument.class)
        JsonNode rules,

        @Schema(
                required = true,
                description = "For each rule with an anchor, the clause in the edition of the policy that was live when"
                        + " the rules took effect, or is now",
                maxItems = RuleCitationView.MAX)
        List<RuleCitationView> citations,

        @Schema(required = true, description = "Why this version was made", examples = "依据实施办法制定")
        String reason,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, nullable = true, description = "Null while nobody has approved it")
        Instant approvedAt,

        @Schema(required = true, description = "What the caller may do now: `APPROVE`", examples = "[\"APPROVE\"]")
        List<String> availableActions) {

    /** A rule with its clause. */
    @Schema(name = "RuleCitation", description = "A rule with the clause of the policy that it rests on")
    public record RuleCitationView(
            @Schema(required = true, description = "The member of `rules`", examples = "sizes")
            String rule,

            @Schema(required = true, description = "What the clause is called there", examples = "第四条")
            String clause,

            @Schema(required = true, nullable = true, description = "Null where nobody can read that clause any more")
            ClauseLink citation) {

        static final int MAX = 50;
    }

    static RuleVersionView of(CitedRules cited, JsonNode rules, List<String> actions) {
        RuleVersion found = cited.version();
        return new RuleVersionView(
                found.programmeId(),
                found.version(),
                found.effectiveFrom(),
                found.contentHash(),
                rules,
                cited.rules().parameters().entrySet().stream()
                        .filter(each -> each.getValue().anchor() != null)
                        .map(each -> new RuleCitationView(
                                each.getKey(),
                                each.getValue().clause(),
                                cited.links().get(each.getValue().clause())))
                        .toList(),
                found.reason(),
                found.createdAt(),
                found.approvedAt(),
                actions);
    }

    /** The entity tag. */
    String tag() {
        return Hashes.sha256Hex(contentHash + approvedAt + availableActions + citations)
                .substring(0, 16);
    }
}
