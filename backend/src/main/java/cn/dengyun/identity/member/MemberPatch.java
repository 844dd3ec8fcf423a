package cn.dengyun.identity.member;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the contract describes a change of a member; it is read as JSON, which tells absent from null. */
@Schema(name = "MemberPatch", description = "JSON Merge Patch (RFC 7396): only the members that shall change")
interface MemberPatch {

    @Schema(description = "Cannot be removed", examples = "HANDLER")
    OrganizationRole getOrganizationRole();

    @Schema(description = "In an authority only: `AUTHORITY`, `FINANCE`, `AUDITOR`", examples = "[\"AUTHORITY\"]")
    List<String> getRoles();
}
