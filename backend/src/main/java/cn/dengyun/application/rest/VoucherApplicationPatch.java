package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationForms;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the contract describes a change of an application; it is read as JSON, which tells absent from null. */
@Schema(
        name = "VoucherApplicationPatch",
        description = "JSON Merge Patch (RFC 7396): only the members that shall change; null removes one")
interface VoucherApplicationPatch {

    @Schema(description = "All of them; cannot be removed", minItems = 1, maxItems = 200)
    List<ApplicationForms.Line> getLines();

    @Schema(nullable = true, description = "Whether other public money pays for the same services", examples = "false")
    Boolean getOtherFiscalMoney();

    @Schema(nullable = true, description = "Whether less than the whole is taken too", examples = "true")
    Boolean getAcceptsLess();
}
