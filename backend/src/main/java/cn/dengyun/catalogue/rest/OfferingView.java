package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.OfferingTag;
import cn.dengyun.catalogue.domain.Freshness;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.rest.ProviderOfferingResource.RenderedOffering;
import cn.dengyun.platform.web.EntityTags;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * An offering as callers get it. It is rendered around the stored text of its content: the hot read neither parses nor
 * serialises it.
 */
@Schema(
        name = "Offering",
        description = "An offering: what the platform knows about it, and what the provider declared.")
public record OfferingView(
        @Schema(description = "The platform's id.") UUID id,

        @Schema(description = "The provider; see /providers/{id}.")
        UUID providerId,

        @Schema(description = "The provider's own key.", maxLength = 200, examples = "ecs")
        String externalId,

        @Schema(description = "Only a published offering is public.")
        OfferingStatus status,

        @Schema(description = "Number of the content, from 1.", minimum = "1")
        int version,

        @Schema(description = "When its first version was created")
        Instant createdAt,

        @Schema(description = "Last change of content or status.")
        Instant updatedAt,

        @Schema(description = "When it first became public.", nullable = true)
        Instant publishedAt,

        @Schema(description = "When the provider last changed or confirmed it.")
        Instant lastConfirmedAt,

        @Schema(description = "When the next confirmation is due: 90 days later.")
        Instant nextDue,

        Freshness freshness,

        @Schema(description = "What this caller may do with it now.", examples = "[\"RETIRE\"]", maxItems = 10)
        List<String> availableActions,

        OfferingDocument content) {

    /** The answer to a read: 304 when the caller has this representation already. */
    static RestResponse<String> respond(Offering offering, List<String> actions, String ifNoneMatch, Instant now) {
        String tag = tag(offering, actions, now);
        if (EntityTags.isKnown(ifNoneMatch, tag)) {
            return RestResponse.ResponseBuilder.<String>notModified()
                    .header(HttpHeaders.ETAG, EntityTags.quoted(tag))
                    .build();
        }
        return RestResponse.ResponseBuilder.ok(render(offering, actions, now), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, EntityTags.quoted(tag))
                .build();
    }

    /** What a write shows. */
    static RenderedOffering rendered(Offering offering, List<String> actions, Instant now) {
        return new RenderedOffering(render(offering, actions, now));
    }

    static String tag(Offering offering, List<String> actions, Instant now) {
        String tag = OfferingTag.of(offering, now);
        return actions.isEmpty() ? tag : tag + "-" + Integer.toHexString(actions.hashCode());
    }

    static String render(Offering offering, List<String> actions, Instant now) {
        StringBuilder json = new StringBuilder(offering.contentJson().length() + 512);
        json.append("{\"id\":\"").append(offering.id());
        json.append("\",\"providerId\":\"").append(offering.providerId());
        json.append("\",\"externalId\":\"");
        JsonStringEncoder.getInstance().quoteAsString(offering.externalId(), json);
        json.append("\",\"status\":\"").append(offering.status());
        json.append("\",\"version\":").append(offering.version());
        json.append(",\"createdAt\":\"").append(offering.createdAt());
        json.append("\",\"updatedAt\":\"").append(offering.updatedAt());
        json.append("\",\"publishedAt\":");
        if (offering.publishedAt() == null) {
            json.append("null");
        } else {
            json.append('"').append(offering.publishedAt()).append('"');
        }
        json.append(",\"lastConfirmedAt\":\"").append(offering.lastConfirmedAt());
        json.append("\",\"nextDue\":\"").append(Freshness.nextDue(offering.lastConfirmedAt()));
        json.append("\",\"freshness\":\"").append(Freshness.at(now, offering.lastConfirmedAt()));
        json.append("\",\"availableActions\":[");
        for (int i = 0; i < actions.size(); i++) {
            json.append(i == 0 ? "\"" : ",\"").append(actions.get(i)).append('"');
        }
        return json.append("],\"content\":")
                .append(offering.contentJson())
                .append('}')
                .toString();
    }
}
