package cn.dengyun.provider;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider says to a sanction that is proposed. */
@Schema(name = "SanctionStatement", description = "What a provider says to a sanction that is proposed")
public record SanctionStatement(
        @NotBlank
        @Size(max = 10_000)
        @Schema(required = true, description = "Facts, reasons and evidence", examples = "事件由上游组件漏洞引起，已于两小时内修复并通知用户。")
        String statement) {}
