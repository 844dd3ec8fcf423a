package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.push.PushMode;
import cn.dengyun.catalogue.push.PushService;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Pushing a catalogue, and the pushes of one provider. */
@Path("/api/v1/providers/{providerId}/catalogue-pushes")
@Tag(name = "Catalogue pushes")
public class ProviderPushResource {

    private static final String NDJSON = "application/x-ndjson";
    private final PushService pushes;
    private final Cursors cursors;
    private final CurrentActor current;
    private final RequestFacts request;
    private final Clock clock;

    ProviderPushResource(PushService pushes, Cursors cursors, CurrentActor current, RequestFacts request, Clock clock) {
        this.pushes = pushes;
        this.cursors = cursors;
        this.current = current;
        this.request = request;
        this.clock = clock;
    }

    @POST
    @Consumes(NDJSON)
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Blocking
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "gzip-broken",
        "provider-disqualified",
        "provider-not-found",
        "provider-not-yours",
        "provider-suspended",
        "provider-unqualified",
        "push-line-unexpected",
        "push-too-long",
        "row-quota-exceeded",
        "unsupported-media-type"
    })
    @Operation(
            operationId = "createCataloguePush",
            summary = "Push a catalogue, one offering a line",
            description = "Up to 1,000,000 lines and 1 GiB of NDJSON, plain or gzip (`Content-Encoding: gzip`). Each"
                    + " line is an OfferingDeclaration with its `externalId`. The answer comes when the last"
                    + " line is safely stored; the work goes on afterwards and survives crashes. One bad line"
                    + " never harms the others: every line gets a result. Lines that say what is on record write"
                    + " nothing. Pushes of one provider are carried out in the order in which they arrived."
                    + " Repeating a request with its Idempotency-Key returns the same push, or completes an"
                    + " interrupted upload; other lines than came with the key before are refused. A snapshot retires what it does not name, unless a line did not even"
                    + " reveal its key.")
    @RequestBody(
            required = true,
            description = "One OfferingDeclaration a line, UTF-8.",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            maxLength = 1_073_741_824,
                                            extensions =
                                                    @Extension(name = "x-item-schema", value = "OfferingDeclaration"),
                                            examples =
                                                    "{\"externalId\":\"ecs\",\"kind\":\"IAAS\",\"name\":\"弹性云服务器\"}\n"
                                                            + "{\"externalId\":\"cos\",\"kind\":\"IAAS\",\"name\":\"对象存储\"}\n")))
    @APIResponse(
            responseCode = "202",
            description = "All lines are stored; follow the push at Location.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PushView.class)))
    public RestResponse<PushView> create(
            UUID providerId,
            @Parameter(description = "MERGE creates and replaces; SNAPSHOT also retires what is absent.")
                    @QueryParam("mode")
                    @DefaultValue("MERGE")
                    PushMode mode,
            @QueryParam("validateOnly") @DefaultValue("false") boolean validateOnly,
            @Parameter(
                            description = "Number of the first line of this body within the push, to go on with an"
                                    + " interrupted upload: `receivedLines` + 1.")
                    @QueryParam("fromLine")
                    @DefaultValue("1")
                    @Min(1)
                    @Max(PushService.MAX_LINES)
                    long fromLine,
            @HeaderParam("Idempotency-Key") String key,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            InputStream body) {
        PushService.Received received =
                pushes.receive(current.get(), providerId, mode, validateOnly, key, fromLine, isGzip(encoding), body);
        PushView view = view(received.status());
        RestResponse.ResponseBuilder<PushView> response = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, view)
                .location(URI.create("/api/v1/catalogue-pushes/" + view.id()));
        if (received.isReplay()) {
            response.header("Idempotent-Replayed", "true");
        }
        return response.build();
    }

    private static boolean isGzip(String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Rejection.of(Rejection.Kind.UNSUPPORTED, "unsupported-media-type", "Content-Encoding: gzip");
        }
        return true;
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.CATALOGUE_READ)
    @Refuses({"provider-not-found", "provider-not-yours"})
    @Operation(operationId = "listCataloguePushes", summary = "List a provider's pushes, the newest first")
    public Uni<RestResponse<Page<PushView>>> list(
            UUID providerId,
            @Parameter(description = "Rows of a page.")
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @Parameter(description = "`nextCursor` of the page before.") @QueryParam("cursor") @Size(max = 2_000)
                    String cursor,
            @Context UriInfo uri) {
        String query = "catalogue-pushes " + providerId;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return pushes.list(providerId, current.get(), before, limit + 1)
                .map(rows -> cursors.pageById(
                        query, rows, limit, status -> status.push().id()))
                .map(page -> PageLinks.respond(page.map(this::view), uri));
    }

    private PushView view(PushService.Status status) {
        return PushView.of(status, clock.instant(), request.language());
    }
}
