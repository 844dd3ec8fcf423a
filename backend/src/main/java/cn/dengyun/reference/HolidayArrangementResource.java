package cn.dengyun.reference;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The public holidays by which deadlines in working days are counted. */
@Path(HolidayArrangementResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reference data")
public class HolidayArrangementResource {

    static final String PATH = "/api/v1/holiday-arrangements";

    private final WorkingCalendar calendar;
    private final ReferenceAnswers answers;
    private final Once once;
    private final CurrentActor current;

    HolidayArrangementResource(WorkingCalendar calendar, ReferenceAnswers answers, Once once, CurrentActor current) {
        this.calendar = calendar;
        this.answers = answers;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.SYSADMIN)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(defects = {"holiday-day-outside-year", "holiday-day-twice", "holiday-make-up-no-weekend"})
    @Operation(
            operationId = "createHolidayArrangement",
            summary = "Put the public holidays of a year on record",
            description = "They supersede what is on record for the year. Deadlines in working days that are given"
                    + " from now on count by them; those that were given stay. Without them Monday to Friday are"
                    + " worked on.")
    @APIResponse(responseCode = "201", description = "On record")
    public Uni<RestResponse<HolidayArrangementView>> create(@NotNull @Valid NewHolidayArrangement request) {
        return once.reply(
                calendar.announce(current.get(), request),
                made -> answers.created(HolidayArrangementView.of(made), PATH + "/" + made.year()));
    }

    @GET
    @Path("/{year}")
    @PermitAll
    @Caching(Caching.FIVE_MINUTES)
    @Refuses({"holiday-arrangement-not-found"})
    @Operation(
            operationId = "getHolidayArrangement",
            summary = "The public holidays of a year",
            description =
                    "What is in force. Where there is none, Monday to Friday are worked on and Saturday and Sunday"
                            + " are not.")
    @APIResponse(responseCode = "200", description = "The holidays.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    @APIResponse(responseCode = "404", description = "None is on record for the year: `holiday-arrangement-not-found`.")
    public RestResponse<HolidayArrangementView> get(
            @RestPath @Parameter(description = "The year.", example = "2031") int year,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds.")
                    String ifNoneMatch) {
        return answers.respond(HolidayArrangementView.of(calendar.of(year)), ifNoneMatch);
    }
}
