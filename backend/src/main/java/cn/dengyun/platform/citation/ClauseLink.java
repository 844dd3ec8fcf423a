package cn.dengyun.platform.citation;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A clause of a published policy, as callers see it beside what rests on it. */
@Schema(name = "ClauseLink", description = "A clause of a published policy, in the edition that is meant")
public record ClauseLink(
        @Schema(required = true, description = "Id of the first edition of the policy, which all its editions share")
        UUID policyId,

        @Schema(required = true, description = "What the policy is called; plain text", examples = "云服务券实施办法（演示）")
        String policyTitle,

        @Schema(required = true, description = "The edition")
        UUID editionId,

        @Schema(
                required = true,
                description = "Anchor of the clause, the same in every edition; the id of its heading in `bodyHtml`",
                examples = "art-3")
        String anchor,

        @Schema(required = true, description = "Heading of the clause; plain text", examples = "第三条 申请单位")
        String heading,

        @Schema(
                required = true,
                description = "Where everybody reads the edition, with the anchor as fragment",
                format = "uri-reference")
        String url) {

    /** @param found null where it is not found; so is the link then */
    public static ClauseLink of(CitedClause found) {
        return found == null
                ? null
                : new ClauseLink(
                        found.policyId(),
                        found.policyTitle(),
                        found.editionId(),
                        found.anchor(),
                        found.heading(),
                        found.address());
    }
}
