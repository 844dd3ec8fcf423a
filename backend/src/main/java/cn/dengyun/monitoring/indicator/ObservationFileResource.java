package cn.dengyun.monitoring.indicator;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.RegionCode;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** All that was counted of an indicator, as files. */
@Path(IndicatorResource.PATH)
@Tag(name = "Statistics")
class ObservationFileResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final ObservationFiles files;
    private final CurrentActor current;

    ObservationFileResource(ObservationFiles files, CurrentActor current) {
        this.files = files;
        this.current = current;
    }

    @GET
    @Path("/{code}/observations.csv")
    @PermitAll
    @Produces(CSV)
    @Refuses(
            value = {"indicator-not-found", "region-not-found", "token-invalid", "unauthenticated"},
            defects = "observation-moment-ahead")
    @Operation(
            operationId = "getObservationTable",
            summary = "All that was counted of an indicator as a table",
            description = "Since July 2018, the province, its units and their counties, as of one recount. Whoever asks"
                    + " is told what `listObservations` tells him. No cell is a formula.")
    @APIResponse(
            responseCode = "200",
            description = "CSV in UTF-8 with its mark, in the columns of IndicatorObservationLine; a level after the"
                    + " other, by month and code of the region",
            content =
                    @Content(
                            mediaType = CSV,
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            examples = "indicator,version,unit,countedAt,level,month,regionCode")))
    public Multi<byte[]> table(
            @RestPath @Parameter(description = "Code of the indicator", example = "CLOUD_ENTERPRISES") String code,
            @RestQuery @Parameter(description = "Only for these regions; all when absent") ObservationLevel level,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only this region and those in it", example = "340100")
                    String region,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "What was known at this moment, not ahead of now",
                            example = "2018-11-01T00:00:00Z")
                    Instant asOf) {
        return files.table(current.get(), code, level, region, asOf);
    }

    @GET
    @Path("/{code}/observations.ndjson")
    @PermitAll
    @Produces(NDJSON)
    @Refuses(
            value = {"indicator-not-found", "region-not-found", "token-invalid", "unauthenticated"},
            defects = "observation-moment-ahead")
    @Operation(
            operationId = "getObservationLines",
            summary = "All that was counted of an indicator as lines of JSON",
            description = "The same as the table, one IndicatorObservationLine a line.")
    @APIResponse(
            responseCode = "200",
            description = "One IndicatorObservationLine a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = ObservationFiles.Line.class)))
    public Multi<byte[]> lines(
            @RestPath @Parameter(description = "Code of the indicator", example = "CLOUD_ENTERPRISES") String code,
            @RestQuery @Parameter(description = "Only for these regions; all when absent") ObservationLevel level,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only this region and those in it", example = "340100")
                    String region,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "What was known at this moment, not ahead of now",
                            example = "2018-11-01T00:00:00Z")
                    Instant asOf) {
        return files.lines(current.get(), code, level, region, asOf);
    }
}
