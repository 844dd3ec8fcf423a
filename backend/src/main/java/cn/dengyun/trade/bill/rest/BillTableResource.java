package cn.dengyun.trade.bill.rest;

import cn.dengyun.files.ContentBody;
import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.bill.BillService;
import cn.dengyun.trade.bill.BillService.Whole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Bills for spreadsheets and for programs that count costs. */
@Path("/api/v1/bills/{id}")
@Tag(name = "Bills")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class BillTableResource {

    private final BillService bills;
    private final CurrentActor current;

    BillTableResource(BillService bills, CurrentActor current) {
        this.bills = bills;
        this.current = current;
    }

    @GET
    @Path("/lines.csv")
    @Produces(CsvTable.MEDIA_TYPE)
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Caching(Caching.NEVER)
    @Refuses({"bill-not-found"})
    @Operation(
            operationId = "getBillTable",
            summary = "The lines of a bill as CSV",
            description =
                    "UTF-8 with a mark, for spreadsheets; amounts in fen. A text that a spreadsheet would take for a"
                            + " formula begins with an apostrophe.")
    @APIResponse(
            responseCode = "200",
            description = "The table",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = CsvTable.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 16_777_216)))
    public Uni<RestResponse<ContentBody>> lines(@RestPath UUID id) {
        return table(id, "bill-", BillTables::lines);
    }

    @GET
    @Path("/focus.csv")
    @Produces(CsvTable.MEDIA_TYPE)
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Caching(Caching.NEVER)
    @Refuses({"bill-not-found"})
    @Operation(
            operationId = "getBillFocusTable",
            summary = "The lines of a bill in the columns of FinOps FOCUS 1.0, as CSV",
            description =
                    "Costs in yuan; the billed costs sum up to the bill. What credit notes have taken off since is"
                            + " not in it.")
    @APIResponse(
            responseCode = "200",
            description = "The table",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = CsvTable.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 16_777_216)))
    public Uni<RestResponse<ContentBody>> focus(@RestPath UUID id) {
        return table(id, "focus-", BillTables::focus);
    }

    private Uni<RestResponse<ContentBody>> table(UUID id, String name, Function<Whole, String> write) {
        return bills.find(current.get(), id)
                .map(whole -> RestResponse.ResponseBuilder.ok(
                                ContentBody.of(write.apply(whole).getBytes(StandardCharsets.UTF_8)))
                        .header(HttpHeaders.CONTENT_TYPE, CsvTable.MEDIA_TYPE + ";charset=UTF-8")
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"" + name + whole.bill().number() + ".csv\"")
                        .build());
    }
}
