package cn.dengyun.activity;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Certificates of those who were at an activity. */
@Path(ActivityResource.PATH + "/{id}/certificates")
@Tag(name = "Activities")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
class AttendanceCertificatesResource {

    private final ActivityService activities;
    private final AttendanceCertificates certificates;
    private final CurrentActor current;

    AttendanceCertificatesResource(
            ActivityService activities, AttendanceCertificates certificates, CurrentActor current) {
        this.activities = activities;
        this.certificates = certificates;
        this.current = current;
    }

    @GET
    @Refuses("activity-not-found")
    @Operation(
            operationId = "listAttendanceCertificates",
            summary = "Certificates of those who were at an activity, newest first",
            description = "There are none before it is over. Enterprises see those of their own people; the organiser,"
                    + " authorities above it and auditors see all. Each is a signed text, as `getAttendanceCertificate`"
                    + " answers it.")
    public Uni<RestResponse<Page<AttendanceCertificateView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return activities
                .find(actor, id)
                .chain(shown -> certificates.page(actor, shown.activity(), cursor, limit, activities.now()))
                .map(page -> PageLinks.respond(page.map(AttendanceCertificateView::of), request));
    }
}
