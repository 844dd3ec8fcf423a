package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.QrImage;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Adopted enterprises: what the records come to, and what the enterprise says once a year. */
@Path(AdoptedEnterpriseResource.PATH)
@Tag(name = "Adoption")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
class AdoptedEnterpriseResource {

    static final String PATH = "/api/v1/adopted-enterprises";

    private static final String PNG = "image/png";

    /** {@link AdoptedEnterprise#statusAt} in SQL. */
    private static final String STATUS =
            "(CASE WHEN status = 'ADOPTED' AND valid_until > :moment THEN 'ADOPTED' ELSE 'LAPSED' END)";

    private final AdoptedService enterprises;
    private final AdoptionCertificates certificates;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    AdoptedEnterpriseResource(
            AdoptedService enterprises,
            AdoptionCertificates certificates,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.enterprises = enterprises;
        this.certificates = certificates;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @Operation(
            operationId = "listAdoptedEnterprises",
            summary = "Enterprises that have moved to the cloud, newest first",
            description = "An authority sees those in its region, an organization itself. Those that have lapsed are"
                    + " there too.")
    public Uni<RestResponse<Page<AdoptedEnterpriseView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") AdoptedStatus status,
            @RestQuery @Parameter(description = "Only those that count as this, or did last") AdoptionLevel level,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestQuery
                    @Size(max = 18)
                    @Parameter(description = "Only the one with this credit code", example = "91340100MA2N0AAA01")
                    String creditCode,
            @RestQuery
                    @Size(max = 18)
                    @Parameter(
                            description = "Only those that this one has brought, by its credit code",
                            example = "91340100MA2N0BBB0Y")
                    String broughtByCode,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those whose name has this in it") String name,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = enterprises.now();
        Filter filter = new Filter()
                .isAt(STATUS, now, status)
                .is("level", level)
                .within("region_code", region)
                .is("credit_code", creditCode)
                .is("brought_by_code", broughtByCode)
                .contains("name", name);
        return enterprises
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> view(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"adopted-enterprise-not-found"})
    @Operation(operationId = "getAdoptedEnterprise", summary = "An enterprise that has moved to the cloud")
    public Uni<RestResponse<AdoptedEnterpriseView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return enterprises.find(actor, id).map(found -> EntityTags.respond(view(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/confirmations")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
    @IdempotencyKey
    @IfMatch(required = false)
    @DryRunnable
    @Refuses({
        "adopted-enterprise-not-found",
        "adoption-confirmation-early",
        "adoption-confirmed-by-enterprise",
        "adoption-nothing-in-force",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "confirmAdoption",
            summary = "Say whether an enterprise still uses what it counts for",
            description = "By the enterprise, from 60 days before its year is over, and again once it has lapsed; by an"
                    + " authority of its region where it is not on the platform. It counts for another year of the rule,"
                    + " as long as something is in force. That nothing is used any more can be said at any time.")
    public Uni<RestResponse<AdoptedEnterpriseView>> confirm(@RestPath UUID id, @NotNull @Valid NewConfirmation said) {
        Actor actor = current.get();
        return once.ok(enterprises.confirm(actor, id, once.precondition(), said), after -> view(after, actor));
    }

    @GET
    @Path("/{id}/certificate")
    @Refuses({"adopted-enterprise-not-found", "adoption-lapsed"})
    @Operation(
            operationId = "getAdoptionCertificate",
            summary = "The certificate of an enterprise that counts, as a signed text",
            description = "For departments that give priority to enterprises that have moved to the cloud. It is"
                    + " verified without a connection, with the keys of `getCertificateKeys` and the list of"
                    + " `getCertificateStatusList`, which nobody may go by after a day. The code alone can be looked up"
                    + " by everybody with `getCertificate`.")
    public Uni<CertificateView> certificate(@RestPath UUID id) {
        return certificates.issue(current.get(), id);
    }

    @GET
    @Path("/{id}/certificate/qr")
    @Produces(PNG)
    @Caching(Caching.NEVER)
    @Refuses({"adopted-enterprise-not-found", "adoption-lapsed"})
    @Operation(
            operationId = "getAdoptionCertificateQr",
            summary = "The certificate of an enterprise that counts, as a QR image",
            description = "Of the signed text of `getAdoptionCertificate`, to be printed; it is verified like that.")
    @APIResponse(
            responseCode = "200",
            description = "A QR code of error correction M",
            content =
                    @Content(
                            mediaType = PNG,
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            format = "binary",
                                            examples = "iVBORw0KGgo")))
    public Uni<RestResponse<byte[]>> qr(@RestPath UUID id) {
        return certificates.issue(current.get(), id).map(issued -> RestResponse.ok(QrImage.of(issued.text()), PNG));
    }

    private AdoptedEnterpriseView view(AdoptedEnterprise found, Actor actor) {
        return AdoptedEnterpriseView.of(found, actor, reference, facts.language(), enterprises.now());
    }
}
