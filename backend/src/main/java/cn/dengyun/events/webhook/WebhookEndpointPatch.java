package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbound.TargetGuard;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the contract describes a change of an endpoint; it is read as JSON, which tells absent from null. */
@Schema(
        name = "WebhookEndpointPatch",
        description = "JSON Merge Patch (RFC 7396): only the members that shall change; null removes one")
interface WebhookEndpointPatch {

    @Schema(
            description = "Cannot be removed",
            maxLength = TargetGuard.LONGEST_URL,
            examples = "https://hooks.example.cn/dengyun")
    String getUrl();

    @Schema(nullable = true, maxLength = 200, description = "Anything to remember about it", examples = "订单系统")
    String getDescription();

    @Schema(
            nullable = true,
            maxItems = 20,
            description = "The types of events to deliver",
            examples = "[\"cn.dengyun.catalogue.\"]")
    List<String> getTypes();

    @Schema(
            nullable = true,
            maxLength = 254,
            format = "email",
            description = "The e-mail address of the contact",
            examples = "it@example.cn")
    String getContactEmail();
}
