package cn.dengyun.sample;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A demand as its caller sees it. */
@Schema(name = "Demand", description = "What an enterprise or an authority looks for")
record DemandView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "Whose it is") UUID organizationId,

        @JsonUnwrapped DemandForm form,

        @Schema(description = "Where it stands") DemandStatus status,

        @Schema(description = "What the caller may do now", examples = "[\"PUBLISH\"]")
        List<String> availableActions,

        @Schema(description = "When it was made") Instant createdAt,

        @Schema(description = "When it was last changed") Instant updatedAt)
        implements Tagged {

    static DemandView of(Demand demand, Actor actor) {
        return new DemandView(
                demand.id(),
                demand.version(),
                demand.organizationId(),
                demand.form(),
                demand.status(),
                demand.actions(actor),
                demand.createdAt(),
                demand.updatedAt());
    }
}
