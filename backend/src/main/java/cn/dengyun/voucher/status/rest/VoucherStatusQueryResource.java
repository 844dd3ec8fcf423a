package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.ReadOnlyPost;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.status.StatusService;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** How many vouchers stand. */
@Path("/api/v1/voucher-status-queries")
@Tag(name = "Voucher status")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class VoucherStatusQueryResource {

    private final StatusService vouchers;
    private final CurrentActor current;

    VoucherStatusQueryResource(StatusService vouchers, CurrentActor current) {
        this.vouchers = vouchers;
        this.current = current;
    }

    /** Which vouchers somebody asks for. */
    @Schema(name = "VoucherStatusQuery", description = "The vouchers whose status is asked for")
    public record Query(
            @NotNull
            @Size(min = 1, max = 200)
            @Schema(
                    required = true,
                    description = "Codes as people type them; each is answered once",
                    examples = "[\"DY4K-7M2P-9QXT-8\"]")
            List<@NotNull @Size(max = 40) String> codes) {}

    /** What was found out about a code. */
    @Schema(name = "VoucherStatusQueryOutcome")
    public enum Outcome {
        FOUND,
        /** There is no such voucher, it does not concern the caller, or a character of the code is wrong. */
        UNKNOWN
    }

    /** One answer of a query. */
    @Schema(name = "VoucherStatusAnswer", description = "What was found out about one code")
    public record QueryAnswer(
            @Schema(required = true, description = "As it was asked for", examples = "DY4K-7M2P-9QXT-8")
            String code,

            @Schema(
                    required = true,
                    description = "`UNKNOWN` also for a voucher that does not concern the caller, and a mistyped code")
            Outcome outcome,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "How the voucher stands; null where there is no such voucher")
            VoucherStandingView standing) {}

    /** The answers of a query. */
    @Schema(name = "VoucherStatusAnswers", description = "One answer for each code, in the order of the question")
    public record QueryAnswers(
            @Schema(required = true, description = "The answers")
            List<QueryAnswer> data) {}

    @POST
    @ReadOnlyPost
    @Cancellable(false)
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Operation(
            operationId = "searchVoucherStatuses",
            summary = "How many vouchers stand, by their codes",
            description = "A question, which changes nothing and needs no `Idempotency-Key`.")
    @APIResponse(responseCode = "200", description = "An answer for each code")
    public Uni<QueryAnswers> search(@NotNull @Valid Query query) {
        return vouchers.findAll(current.get(), query.codes()).map(this::answers);
    }

    private QueryAnswers answers(Map<String, Optional<VoucherStanding>> found) {
        Instant now = vouchers.now();
        List<QueryAnswer> answers = new ArrayList<>(found.size());
        found.forEach((code, standing) -> answers.add(new QueryAnswer(
                code,
                standing.isPresent() ? Outcome.FOUND : Outcome.UNKNOWN,
                standing.map(known -> VoucherStandingView.of(known, now)).orElse(null))));
        return new QueryAnswers(answers);
    }
}
