package cn.dengyun.programme.rest;

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

        @Schema(required = true, description = "Why this version was made", examples = "依据实施办法制定")
        String reason,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, nullable = true, description = "Null while nobody has approved it")
        Instant approvedAt,

        @Schema(required = true, description = "What the caller may do now: `APPROVE`", examples = "[\"APPROVE\"]")
        List<String> availableActions) {

    static RuleVersionView of(RuleVersion found, JsonNode rules, List<String> actions) {
        return new RuleVersionView(
                found.programmeId(),
                found.version(),
                found.effectiveFrom(),
                found.contentHash(),
                rules,
                found.reason(),
                found.createdAt(),
                found.approvedAt(),
                actions);
    }

    /** The entity tag. */
    String tag() {
        return Hashes.sha256Hex(contentHash + approvedAt + availableActions).substring(0, 16);
    }
}
