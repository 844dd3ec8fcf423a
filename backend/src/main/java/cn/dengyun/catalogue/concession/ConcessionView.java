package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A concession as its caller sees it. */
@Schema(name = "Concession", description = "What a provider concedes to enterprises, as agreed with the province")
record ConcessionView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "By which people name it", examples = "C7SK-WAG3-E55M")
        String code,

        @Schema(description = "The name of the provider when it was drawn up", examples = "皖云示范云平台")
        String providerName,

        @JsonUnwrapped ConcessionForm form,

        @Schema(description = "The last day on which it holds: earlier than agreed when it was ended")
        LocalDate lastOn,

        @Schema(description = "Where it stands") ConcessionStatus status,

        @Schema(description = "When it was drawn up, or last changed")
        Instant proposedAt,

        @Schema(nullable = true, description = "When the provider confirmed it")
        Instant confirmedAt,

        @Schema(nullable = true, description = "When it was published")
        Instant publishedAt,

        @Schema(nullable = true, description = "From when it holds no more, where that was decided")
        Instant endedAt,

        @Schema(nullable = true, description = "Why the last step was taken", examples = "情况属实，同意办理")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"CONFIRM\"]")
        List<String> availableActions)
        implements Tagged {

    static ConcessionView of(Concession concession, Actor actor, Instant now) {
        return new ConcessionView(
                concession.id(),
                concession.version(),
                concession.code(),
                concession.providerName(),
                concession.form(),
                concession.lastOn(),
                concession.statusAt(now),
                concession.proposedAt(),
                concession.confirmedAt(),
                concession.publishedAt(),
                concession.endedAt(),
                concession.reason(),
                concession.actionsAt(actor, now));
    }
}
