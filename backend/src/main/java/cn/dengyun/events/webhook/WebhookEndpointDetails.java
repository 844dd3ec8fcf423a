package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbound.TargetGuard;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the owner of an endpoint decides. */
@Schema(name = "WebhookEndpointRequest", description = "The webhook endpoint to be created")
record WebhookEndpointDetails(
        @NotBlank
        @Size(max = TargetGuard.LONGEST_URL)
        @Schema(
                required = true,
                description =
                        "Absolute https URL of a public host, without user name and fragment, on port 443 or 8443.",
                examples = "https://hooks.example.cn/dengyun")
        String url,

        @Size(max = 200) @Schema(nullable = true, description = "For people.", examples = "订单系统")
        String description,

        @Size(max = 20)
        @Schema(
                nullable = true,
                description = "Beginnings of event types; empty or absent for all that the organisation may see.",
                examples = "[\"cn.dengyun.catalogue.\"]")
        List<@NotNull @Size(min = 1, max = 128) @Pattern(regexp = "[a-z0-9.-]+") String> types,

        @Email
        @Size(max = 254)
        @Schema(
                nullable = true,
                description = "Who gets a mail when the endpoint is paused.",
                examples = "it@example.cn")
        String contactEmail) {}
