package cn.dengyun.application.rest;

import cn.dengyun.application.EligibilityForms;
import cn.dengyun.application.EligibilityService;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.ReadOnlyPost;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What the rules of a programme would say, before anything is submitted. */
@Path("/api/v1/eligibility-checks")
@Tag(name = "Programmes")
@RolesAllowed(Roles.ENTERPRISE)
public class EligibilityResource {

    private final EligibilityService eligibility;
    private final CurrentActor current;
    private final RequestFacts facts;

    EligibilityResource(EligibilityService eligibility, CurrentActor current, RequestFacts facts) {
        this.eligibility = eligibility;
        this.current = current;
        this.facts = facts;
    }

    @POST
    @ReadOnlyPost
    @Cancellable(false)
    @Delegable("vouchers:apply")
    @RequiredScope(ClientScope.VOUCHERS_APPLY)
    @Refuses(
            value = {"programme-not-found"},
            defects = {"application-offering-lapsed", "application-offering-unfit", "application-provider-unfit"})
    @Operation(
            operationId = "createEligibilityCheck",
            summary = "Ask whether an application would be eligible, and for how much",
            description = "For the caller's own enterprise, or by an agent for its principal. Nothing is stored and"
                    + " nothing is held. Every rule is told with what it saw, its clause, how it came out and"
                    + " what would change it.")
    public Uni<EligibilityView> check(@NotNull @Valid EligibilityForms.NewCheck request) {
        Language language = facts.language();
        return eligibility.check(current.get(), request).map(checked -> EligibilityView.of(checked, language));
    }
}
