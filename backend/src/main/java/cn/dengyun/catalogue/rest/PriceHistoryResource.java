package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.OfferingPrices;
import cn.dengyun.catalogue.concession.Concessions;
import cn.dengyun.catalogue.concession.Waiver;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What an offering costs and has cost. */
@Path("/api/v1/offerings/{id}/price-history")
@Tag(name = "Catalogue")
public class PriceHistoryResource {

    private final CatalogueService catalogue;
    private final OfferingPrices prices;
    private final Concessions concessions;
    private final CurrentActor current;
    private final Clock clock;

    PriceHistoryResource(
            CatalogueService catalogue,
            OfferingPrices prices,
            Concessions concessions,
            CurrentActor current,
            Clock clock) {
        this.catalogue = catalogue;
        this.prices = prices;
        this.concessions = concessions;
        this.current = current;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(
            operationId = "getPriceHistory",
            summary = "See what an offering costs and has cost",
            description = "From the present back to its first publication, a hundred changes at most: plans, the"
                    + " discounts of the provider and what it concedes to everybody, or did in the last year; and of"
                    + " each plan the least that one unit has cost in 90 days, of which subsidies are counted: also"
                    + " under another key, where the offering came in the place of one of the same name. What was a"
                    + " draft only is no price.")
    public Uni<PriceHistoryView> history(@RestPath UUID id) {
        Instant now = clock.instant();
        return catalogue
                .get(id, current.get())
                .chain(offering -> Uni.combine()
                        .all()
                        .unis(listed(offering), concessions.waived(id), counted(offering))
                        .with((listed, waived, counted) -> new Found(offering, listed, waived, counted)))
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(found ->
                        PriceHistoryView.of(found.offering(), found.listed(), found.waived(), found.counted(), now));
    }

    /** What the answer is counted of, which takes too long for a thread that others wait for. */
    private record Found(Offering offering, PriceHistory listed, List<Waiver> waived, PriceHistory counted) {}

    private Uni<PriceHistory> counted(Offering offering) {
        return offering.publishedAt() == null
                ? Uni.createFrom().item(PriceHistory.NONE)
                : prices.counted(offering.id(), offering.version());
    }

    private Uni<PriceHistory> listed(Offering offering) {
        return offering.publishedAt() == null
                ? Uni.createFrom().item(new PriceHistory(List.of()))
                : prices.listed(offering.id(), offering.version());
    }
}
