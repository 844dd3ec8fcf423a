package cn.dengyun.events.notification;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What the caller wants to be told, and how. */
@Path("/api/v1/me/notification-preferences")
@Tag(name = "Notifications")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
public class PreferenceResource {

    private final NotificationService notifications;
    private final Once once;
    private final CurrentActor current;

    PreferenceResource(NotificationService notifications, Once once, CurrentActor current) {
        this.notifications = notifications;
        this.once = once;
        this.current = current;
    }

    @GET
    @Refuses({"forbidden"})
    @Operation(
            operationId = "getNotificationPreferences",
            summary = "What the caller wants to be told",
            description = "Everything, in Chinese, until something else was chosen.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag.")
    public Uni<RestResponse<PreferencesDocument>> get(
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return notifications.preferences(current.get()).map(found -> respond(found, ifNoneMatch));
    }

    @PUT
    @Cancellable(false)
    @IfMatch
    @Refuses(
            value = {"forbidden"},
            defects = {"notification-kind-repeated", "notification-security-fixed"})
    @Operation(
            operationId = "putNotificationPreferences",
            summary = "Choose what to be told",
            description = "A kind that is not named is told in both ways. What concerns the safety of the own"
                    + " account is always told. If-Match is required.")
    @APIResponse(responseCode = "200", description = "Chosen.")
    public Uni<RestResponse<PreferencesDocument>> put(@NotNull @Valid PreferencesDocument wanted) {
        return once.reply(
                notifications.choose(current.get(), once.precondition(), wanted),
                chosen -> Reply.ok(PreferencesDocument.of(chosen)).tagged(String.valueOf(chosen.version())));
    }

    private static RestResponse<PreferencesDocument> respond(NotificationPreferences preferences, String ifNoneMatch) {
        return EntityTags.respond(
                PreferencesDocument.of(preferences), String.valueOf(preferences.version()), ifNoneMatch);
    }
}
