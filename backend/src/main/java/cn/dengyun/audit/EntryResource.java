package cn.dengyun.audit;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Reading the audit trail. */
@Path("/api/v1/audit-entries")
@Tag(name = "Audit")
public class EntryResource {

    private final EntryService entries;
    private final CurrentActor current;

    EntryResource(EntryService entries, CurrentActor current) {
        this.entries = entries;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Refuses({"forbidden", "organization-not-found"})
    @Operation(
            operationId = "listAuditEntries",
            summary = "Read who did what, the newest first",
            description = "Auditors read everything, owners of an organisation what concerns it; system"
                    + " administrators and API clients nothing. Reading leaves an entry, too.")
    public Uni<RestResponse<Page<AuditEntryView>>> list(
            @RestQuery @Parameter(description = "Only what this account or API client did.") UUID actorId,
            @RestQuery
                    @Size(max = 500)
                    @Parameter(
                            description = "Only what was done to this path or below it.",
                            example = "/api/v1/organizations")
                    String subject,
            @RestQuery @Parameter(description = "Only what concerns this organisation.") UUID organizationId,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only this action.", example = "organization.certified")
                    String action,
            @RestQuery @Parameter(description = "Only from this moment on.", example = "2026-01-01T00:00:00Z")
                    Instant from,
            @RestQuery @Parameter(description = "Only before this moment.", example = "2027-01-01T00:00:00Z")
                    Instant to,
            @RestQuery @Parameter(description = "`nextCursor` of the page before.") @Size(max = 2_000) String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows of a page.")
                    int limit,
            @Context UriInfo request) {
        EntryFilter filter = new EntryFilter(actorId, subject, organizationId, action, from, to);
        return entries.list(current.get(), filter, cursor, limit).map(page -> PageLinks.respond(page, request));
    }
}
