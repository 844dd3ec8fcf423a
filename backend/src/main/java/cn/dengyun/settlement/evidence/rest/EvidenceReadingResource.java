package cn.dengyun.settlement.evidence.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.settlement.evidence.EvidenceReader;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What a machine reads in a file, to fill the form of a claim with. */
@Path("/api/v1/attachments/{id}/evidence-reading")
@Tag(name = "Settlement claims")
public class EvidenceReadingResource {

    private final EvidenceReader reader;
    private final CurrentActor current;

    EvidenceReadingResource(EvidenceReader reader, CurrentActor current) {
        this.reader = reader;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Caching(Caching.NEVER)
    @Refuses({"attachment-not-found", "attachment-store-unavailable", "forbidden"})
    @Operation(
            operationId = "getEvidenceReading",
            summary = "What a machine reads in an invoice or a slip",
            description =
                    "Of a 数电票 as XML or OFD, and of a slip in the form of the platform as XML or CSV, 2 MiB at most,"
                            + " the entry that a claim would have for it. For people, of files that they may read. Nothing is kept:"
                            + " the claim has it read again when it is confirmed. What cannot be read is typed, as a scan is.")
    public Uni<EvidenceReadingView> get(@RestPath UUID id) {
        return reader.read(current.get(), id).map(EvidenceReadingView::of);
    }
}
