package cn.dengyun.trade.bill.rest;

import cn.dengyun.files.ContentBody;
import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.form.XlsxOutput;
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
import io.vertx.mutiny.core.Vertx;
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
    private final Vertx vertx;

    BillTableResource(BillService bills, CurrentActor current, Vertx vertx) {
        this.bills = bills;
        this.current = current;
        this.vertx = vertx;
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
                            + " formula begins with an apostrophe. Amounts are those of the bill, which stays as it"
                            + " is; what credit notes have taken off each line is beside them, in the last column.")
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
    @Path("/lines.xlsx")
    @Produces(XlsxOutput.MEDIA_TYPE)
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Caching(Caching.NEVER)
    @Refuses({"bill-not-found"})
    @Operation(
            operationId = "getBillSpreadsheet",
            summary = "The lines of a bill as a spreadsheet (XLSX)",
            description =
                    "As the CSV has them, but for amounts, which are numbers in yuan with two decimals; they sum up to the"
                            + " bill. Texts are texts: none is a formula.")
    @APIResponse(
            responseCode = "200",
            description = "The spreadsheet",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = XlsxOutput.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 16_777_216)))
    public Uni<RestResponse<ContentBody>> sheet(@RestPath UUID id) {
        return bills.find(current.get(), id)
                .chain(whole -> vertx.executeBlocking(() -> BillTables.sheet(whole), false)
                        .map(file -> answer(
                                file,
                                XlsxOutput.MEDIA_TYPE,
                                "bill-" + whole.bill().number() + ".xlsx")));
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
                    "Costs in yuan; the billed costs sum up to the bill, which stays as it is. What credit notes have"
                            + " taken off each line since is beside them (`x_CreditedCost`).")
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
                .map(whole -> answer(
                        write.apply(whole).getBytes(StandardCharsets.UTF_8),
                        CsvTable.MEDIA_TYPE + ";charset=UTF-8",
                        name + whole.bill().number() + ".csv"));
    }

    private static RestResponse<ContentBody> answer(byte[] file, String mediaType, String fileName) {
        return RestResponse.ResponseBuilder.ok(ContentBody.of(file))
                .header(HttpHeaders.CONTENT_TYPE, mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"")
                .build();
    }
}
