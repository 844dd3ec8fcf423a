package cn.dengyun.trade.bill.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.bill.BillMaking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What an order comes to so far. */
@Path("/api/v1/orders/{id}/bill-preview")
@Tag(name = "Bills")
public class BillPreviewResource {

    private final BillMaking making;
    private final CurrentActor current;

    BillPreviewResource(BillMaking making, CurrentActor current) {
        this.making = making;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"amount-out-of-range", "service-order-not-found"})
    @Operation(
            operationId = "getOrderBillPreview",
            summary = "What an order comes to this month so far",
            description =
                    "Of what is measured of it, at the price that it pinned: what its bill would say if nothing more"
                            + " was used. What came late for earlier months is in it unless the bill of such a month is still"
                            + " open.")
    public Uni<BillPreviewView> get(@RestPath UUID id) {
        return making.preview(current.get(), id).map(BillPreviewView::of);
    }
}
