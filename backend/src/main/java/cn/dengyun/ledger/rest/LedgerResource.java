package cn.dengyun.ledger.rest;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The ledger of a programme, for finance and auditors. */
@Path("/api/v1/ledger")
@Tag(name = "Ledger")
@RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
public class LedgerResource {

    private static final String PROGRAMME = "01900000-0000-7000-8000-000000000401";

    private final LedgerService ledger;

    LedgerResource(LedgerService ledger) {
        this.ledger = ledger;
    }

    @GET
    @Path("/accounts")
    @Operation(
            operationId = "listLedgerAccounts",
            summary = "Accounts of a programme's budgets, payees and its own, with their balances",
            description = "By kind and owner, as the ledger stands at its last position; those of vouchers are left"
                    + " to the transfers.")
    public Uni<RestResponse<Page<LedgerAccountView>>> accounts(
            @RestQuery @NotNull @Parameter(description = "Whose ledger", required = true, example = PROGRAMME)
                    UUID programmeId,
            @RestQuery @Parameter(description = "Only accounts of this kind") AccountKind kind,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return ledger.accountBalances(programmeId, kind, cursor, limit)
                .map(page -> PageLinks.respond(page.map(LedgerAccountView::of), request));
    }

    @GET
    @Path("/transfers")
    @Operation(
            operationId = "listLedgerTransfers",
            summary = "Transfers of a programme in the order of their positions",
            description = "Positions have no gaps and begin at 1; what is asked for twice is answered the same.")
    public Uni<RestResponse<Page<LedgerTransferView>>> transfers(
            @RestQuery @NotNull @Parameter(description = "Whose ledger", required = true, example = PROGRAMME)
                    UUID programmeId,
            @RestQuery @Parameter(description = "Only those that leave or enter accounts of this kind")
                    AccountKind kind,
            @RestQuery @Parameter(description = "Only those that leave or enter accounts of this owner") UUID ownerId,
            @RestQuery @Parameter(description = "Only those about this voucher") UUID voucherId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return ledger.placedTransfers(programmeId, kind, ownerId, voucherId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(LedgerTransferView::of), request));
    }
}
