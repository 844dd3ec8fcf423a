package cn.dengyun.settlement.batch.rest;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.programme.CarriedMoney;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.settlement.batch.YearEnds;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The account of a programme, from the appropriation to the payment. */
@Path("/api/v1/programmes/{id}/account")
@Tag(name = "Budgets")
class ProgrammeAccountResource {

    private static final int FIRST_YEAR = 2018;
    private static final int LAST_YEAR = 2099;

    private final ProgrammeService programmes;
    private final LedgerService ledger;
    private final CarriedMoney carried;
    private final YearEnds years;
    private final CurrentActor current;

    ProgrammeAccountResource(
            ProgrammeService programmes,
            LedgerService ledger,
            CarriedMoney carried,
            YearEnds years,
            CurrentActor current) {
        this.programmes = programmes;
        this.ledger = ledger;
        this.carried = carried;
        this.years = years;
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
                .chain(found ->
                        carried.between(id, 0, found.position()).map(money -> ProgrammeAccountView.of(found, money)));
    }

    @GET
    @Path("/year-end")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Refuses({"ledger-not-found", "programme-not-found"})
    @Operation(
            operationId = "getProgrammeYearEnd",
            summary = "What a programme owes at the end of a year, and carries over",
            description = "What was captured and not paid by then stays owed by its programme and is paid in the next"
                    + " year (结转); beside it stands what was left of its budgets and carried over or given back. It is counted from the ledger: what got its position by the end of the year"
                    + " counts in it, so that of a year which is over never changes.")
    public Uni<YearEndView> yearEnd(
            @RestPath UUID id,
            @RestQuery
                    @Min(FIRST_YEAR)
                    @Max(LAST_YEAR)
                    @Parameter(description = "The year; the last one that is over when absent", example = "2018")
                    Integer year) {
        return years.of(current.get(), id, year).map(YearEndView::of);
    }
}
