package cn.dengyun.identity.delegation;

import cn.dengyun.shared.Defect;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise wants to let an agent do. */
@Schema(name = "DelegationRequest", description = "The delegation to be granted")
record NewDelegation(
        @NotNull
        @Schema(
                required = true,
                description = "Who shall act: a certified enterprise or provider",
                examples = "01900000-0000-7000-8000-000000000102")
        UUID agentOrganizationId,

        @NotEmpty
        @Size(max = 20)
        @Schema(
                required = true,
                description = "What it may do: `organization:read`, `organization:write`, `certification:submit`,"
                        + " `vouchers:read`, `vouchers:apply`, `vouchers:redeem`, `orders:read`, `orders:place`,"
                        + " `orders:accept`, `adoption:report`, `activities:register`",
                examples = "[\"organization:read\", \"certification:submit\"]")
        List<@NotNull String> scopes,

        @NotNull
        @Schema(required = true, description = "From when the agent may act", examples = "2018-05-01T00:00:00Z")
        Instant validFrom,

        @NotNull
        @Schema(
                required = true,
                description = "The first moment at which it is no longer valid, a year after `validFrom` at most",
                examples = "2018-12-31T16:00:00Z")
        Instant validUntil,

        @Size(max = 500)
        @Schema(nullable = true, description = "Anything to remember about it", examples = "委托代办云服务券申请")
        String note) {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST_YEARS = 1;

    /** What is wrong with it apart from the agent. */
    List<Defect> defectsAt(Instant now, UUID principal) {
        List<Defect> defects = new ArrayList<>();
        if (agentOrganizationId.equals(principal)) {
            defects.add(Defect.at("/agentOrganizationId", "delegation-to-itself"));
        }
        for (int i = 0; i < scopes.size(); i++) {
            if (DelegationScope.of(scopes.get(i)).isEmpty()) {
                defects.add(Defect.at("/scopes/" + i, "delegation-scope-unknown", scopes.get(i)));
            }
        }
        ZonedDateTime latest = validFrom.atZone(ANHUI).plusYears(LONGEST_YEARS);
        if (!validFrom.isBefore(validUntil) || !now.isBefore(validUntil)) {
            defects.add(Defect.at("/validUntil", "delegation-over"));
        } else if (validUntil.isAfter(latest.toInstant())) {
            defects.add(Defect.at("/validUntil", "delegation-too-long"));
        }
        return defects;
    }
}
