package cn.dengyun.events;

import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.FactReader;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The feed of events. */
@Path("/api/v1/events")
@Tag(name = "Events")
public class EventResource {

    private static final String QUERY = "events";

    private final FactReader facts;
    private final Cursors cursors;
    private final CurrentActor current;

    EventResource(FactReader facts, Cursors cursors, CurrentActor current) {
        this.facts = facts;
        this.cursors = cursors;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "listEvents",
            summary = "Follow what happens on the platform",
            description =
                    "CloudEvents 1.0 in the order in which they became visible: public ones and those of the caller's own"
                            + " organisation; auditors and administrators get all. Begin without a cursor, keep `nextCursor`, ask again"
                            + " with it: nothing is missed, nothing comes twice. Problems: `cursor-invalid`, `invalid-request` (400).")
    public Uni<EventPage> list(
            @Parameter(description = "Rows of a page.")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @Parameter(description = "`nextCursor` of the page before.") @QueryParam("cursor") @Size(max = 2_000)
                    String cursor) {
        long after =
                cursor == null ? 0 : Long.parseLong(cursors.open(QUERY, cursor).get(0));
        return facts.after(after, current.get(), limit + 1).map(rows -> page(rows, limit, after));
    }

    private EventPage page(List<FactReader.Numbered> rows, int limit, long after) {
        boolean hasMore = rows.size() > limit;
        List<FactReader.Numbered> shown = hasMore ? rows.subList(0, limit) : rows;
        long last = shown.isEmpty() ? after : shown.get(shown.size() - 1).position();
        return new EventPage(
                shown.stream().map(EventView::of).toList(),
                new EventPlace(cursors.seal(QUERY, List.of(String.valueOf(last))), hasMore));
    }

    /** A page of events. */
    @Schema(name = "EventPage", description = "A page of events.")
    record EventPage(@Schema(maxItems = Page.MAX_LIMIT) List<EventView> data, EventPlace page) {}

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

    /** A CloudEvent. */
    @Schema(name = "Event", description = "A CloudEvent 1.0 in JSON format.")
    record EventView(
            @Schema(description = "Always 1.0.", maxLength = 8, examples = "1.0")
            String specversion,

            @Schema(description = "The same however often it is told.")
            UUID id,

            @Schema(description = "The part of the platform that tells it.", maxLength = 64, examples = "/dengyun")
            String source,

            @Schema(
                    description = "What happened.",
                    maxLength = 128,
                    examples = "cn.dengyun.catalogue.offerings.changed")
            String type,

            @Schema(
                    description = "What it is about.",
                    maxLength = 512,
                    examples = "/providers/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
            String subject,

            Instant time,

            @Schema(maxLength = 64, examples = "application/json")
            String datacontenttype,

            @Schema(type = SchemaType.OBJECT, description = "Depends on the type; without secrets and personal data.")
            @JsonRawValue
            String data) {

        static EventView of(FactReader.Numbered numbered) {
            Fact fact = numbered.fact();
            return new EventView(
                    "1.0",
                    fact.id(),
                    "/dengyun",
                    fact.type(),
                    fact.subject(),
                    fact.occurredAt(),
                    "application/json",
                    fact.data());
        }
    }
}
