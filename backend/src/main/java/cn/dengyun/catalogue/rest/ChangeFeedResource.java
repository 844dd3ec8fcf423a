package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.domain.OfferingChange;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Ids;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything that changed in the public catalogue, for those who keep a copy of it. */
@Path("/api/v1/catalogue/changes")
@Tag(name = "Catalogue")
public class ChangeFeedResource {

    private static final String QUERY = "catalogue-changes";
    private final CatalogueService catalogue;
    private final Cursors cursors;

    ChangeFeedResource(CatalogueService catalogue, Cursors cursors) {
        this.catalogue = catalogue;
        this.cursors = cursors;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listCatalogueChanges",
            summary = "Follow the changes of the public catalogue",
            description = "Complete, in the order in which changes became visible, and resumable: begin without a"
                    + " cursor to copy the whole catalogue, keep `nextCursor`, and ask again with it. A change"
                    + " that is not in a page comes in a later one, never in an earlier. Applying changes twice"
                    + " does no harm: the higher `revision` of an offering is the later.")
    public Uni<ChangePage> list(
            @Parameter(description = "Rows of a page.")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @Parameter(description = "`nextCursor` of the page before.") @QueryParam("cursor") @Size(max = 2_000)
                    String cursor) {
        List<String> place = cursor == null ? List.of("0", Ids.OLDEST.toString()) : cursors.open(QUERY, cursor);
        return catalogue
                .changes(Long.parseLong(place.get(0)), UUID.fromString(place.get(1)), limit + 1)
                .map(rows -> page(rows, limit, cursor, place));
    }

    private ChangePage page(List<OfferingChange> rows, int limit, String cursor, List<String> place) {
        boolean hasMore = rows.size() > limit;
        List<OfferingChange> shown = hasMore ? rows.subList(0, limit) : rows;
        String next = cursor == null ? cursors.seal(QUERY, place) : cursor;
        if (!shown.isEmpty()) {
            OfferingChange last = shown.get(shown.size() - 1);
            next = cursors.seal(
                    QUERY,
                    List.of(String.valueOf(last.position()), last.offeringId().toString()));
        }
        return new ChangePage(shown.stream().map(ChangeView::of).toList(), new ChangePlace(next, hasMore));
    }

    /** A page of changes. */
    @Schema(name = "CatalogueChangePage", description = "A page of changes.")
    public record ChangePage(
            @Schema(maxItems = Page.MAX_LIMIT) List<ChangeView> data, ChangePlace page) {}

    /** Where to go on. */
    @Schema(name = "CatalogueChangePlace", description = "Where to go on, also when there is nothing more for now.")
    public record ChangePlace(
            @Schema(
                    description = "Send it as `cursor` next time; never null.",
                    maxLength = 2_000,
                    examples = "tDzb6dIdNixZgq9DvuGdijM0MDAwMA")
            String nextCursor,

            @Schema(description = "Whether there is more at once.")
            boolean hasMore) {}

    /** One change. */
    @Schema(name = "CatalogueChange", description = "One change of the public catalogue.")
    public record ChangeView(
            MirrorChange change,
            @Schema(description = "The offering") UUID offeringId,
            @Schema(description = "The provider") UUID providerId,

            @Schema(maxLength = 200, description = "The provider's own id of the offering", examples = "ecs")
            String externalId,

            @Schema(minimum = "1", description = "The version that the change made, or that it was about")
            int version,

            @Schema(
                    description = "Grows with every change of the offering.",
                    minimum = "1",
                    maximum = "9007199254740991")
            long revision,

            @Schema(description = "When it was made") Instant occurredAt,

            @Schema(implementation = OfferingDocument.class) @JsonRawValue
            String content) {

        static ChangeView of(OfferingChange changed) {
            return new ChangeView(
                    changed.change(),
                    changed.offeringId(),
                    changed.providerId(),
                    changed.externalId(),
                    changed.version(),
                    changed.revision(),
                    changed.occurredAt(),
                    changed.contentJson());
        }
    }
}
