package cn.dengyun.settlement.batch.rest;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.programme.ProgrammeService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The account of a programme, from the appropriation to the payment. */
@Path("/api/v1/programmes/{id}/account")
@Tag(name = "Budgets")
class ProgrammeAccountResource {

    private final ProgrammeService programmes;
    private final LedgerService ledger;
    private final CurrentActor current;

    ProgrammeAccountResource(ProgrammeService programmes, LedgerService ledger, CurrentActor current) {
        this.programmes = programmes;
        this.ledger = ledger;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"ledger-not-found", "programme-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getProgrammeAccount",
            summary = "The account of a programme, from the appropriation to the payment",
            description = "By the stages that money passes, at the last position of the ledger; `getConservation` has"
                    + " the same by kind of account, and of the past.")
    public Uni<ProgrammeAccountView> get(@RestPath UUID id) {
        return programmes
                .find(current.get(), id)
                .chain(programme -> ledger.conservation(programme.id()))
                .map(ProgrammeAccountView::of);
    }
}
