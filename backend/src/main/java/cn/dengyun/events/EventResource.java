package cn.dengyun.events;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.outbox.EventFilter;
import cn.dengyun.platform.outbox.EventReader;
import cn.dengyun.platform.outbox.EventVisibility;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The feed of events. */
@Path("/api/v1/events")
@Tag(name = "Events")
public class EventResource {

    private static final String QUERY = "events";

    private final EventFeed feed;
    private final Cursors cursors;
    private final EventCatalogue catalogue;
    private final CurrentActor current;

    EventResource(EventFeed feed, Cursors cursors, EventCatalogue catalogue, CurrentActor current) {
        this.feed = feed;
        this.cursors = cursors;
        this.catalogue = catalogue;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.EVENTS_READ)
    @Refuses(defects = "event-type-unknown")
    @Operation(
            operationId = "listEvents",
            summary = "Follow what happens on the platform",
            description = "CloudEvents 1.0 in the order in which they became visible: public ones and those that"
                    + " concern the caller's own organisation; an authority gets also those of its region and below,"
                    + " auditors and administrators all. Begin without a cursor, keep `nextCursor`, ask again"
                    + " with it and the same filters: nothing is missed, nothing comes twice. A page may hold"
                    + " less than `limit` although there is more: `hasMore` counts. The types are listed at"
                    + " `GET /api/v1/event-types`.")
    public Uni<EventPage> list(
            @Parameter(description = "Rows of a page.")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @Parameter(description = "`nextCursor` of the page before.") @QueryParam("cursor") @Size(max = 2_000)
                    String cursor,
            @Parameter(
                            description = "Only types that begin like this; at least one type has to.",
                            example = "cn.dengyun.catalogue.")
                    @QueryParam("type")
                    @Size(max = 128)
                    String type,
            @Parameter(
                            description = "Only events about this, in the order of their `sequence`.",
                            example = "/api/v1/providers/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
                    @QueryParam("subject")
                    @Size(max = 512)
                    String subject,
            @Parameter(description = "Only events that concern this organisation, on either side.")
                    @QueryParam("organizationId")
                    UUID organizationId,
            @Parameter(
                            description =
                                    "Seconds to wait for something to happen while there is nothing. Answers earlier"
                                            + " when many are waiting.")
                    @QueryParam("wait")
                    @DefaultValue("0")
                    @Min(0)
                    @Max(EventFeed.LONGEST_WAIT_SECONDS)
                    int wait) {
        if (type != null) {
            catalogue.defectOf("query/type", type).ifPresent(defect -> {
                throw Rejection.invalid(List.of(defect));
            });
        }
        EventFilter filter = new EventFilter(type == null ? List.of() : List.of(type), subject, organizationId);
        String query = filter.equals(EventFilter.NONE) ? QUERY : QUERY + "?" + filter;
        long after =
                cursor == null ? 0 : Long.parseLong(cursors.open(query, cursor).get(0));
        return feed.read(after, EventVisibility.of(current.get()), filter, limit, wait)
                .map(batch -> page(batch, query));
    }

    private EventPage page(EventReader.Batch batch, String query) {
        return new EventPage(
                batch.events().stream().map(CloudEvent::of).toList(),
                new EventPlace(cursors.seal(query, List.of(String.valueOf(batch.next()))), batch.hasMore()));
    }

    /** A page of events. */
    @Schema(name = "EventPage", description = "A page of events.")
    record EventPage(@Schema(maxItems = Page.MAX_LIMIT) List<CloudEvent> data, EventPlace page) {}

    /** Where to go on. */
    @Schema(name = "EventPlace", description = "Where to go on, also when there is nothing more for now.")
    record EventPlace(
            @Schema(
                    description = "Send it as `cursor` next time; never null.",
                    maxLength = 2_000,
                    examples = "tDzb6dIdNixZgq9DvuGdijM0MDAwMA")
            String nextCursor,

            @Schema(description = "Whether there is more at once.")
            boolean hasMore) {}
}
