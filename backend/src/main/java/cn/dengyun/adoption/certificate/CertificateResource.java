package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Certificates, for everybody to whom one is shown. */
@Path("/api/v1/certificates/{code}")
@Tag(name = "Adoption")
class CertificateResource {

    private final Certificates certificates;
    private final ReferenceService reference;
    private final RequestFacts facts;

    CertificateResource(Certificates certificates, ReferenceService reference, RequestFacts facts) {
        this.certificates = certificates;
        this.reference = reference;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Caching(Caching.NEVER)
    @Refuses({"certificate-not-found"})
    @Operation(
            operationId = "getCertificate",
            summary = "What a certificate says, and whether that is so now",
            description = "By its code, as people type it: lower case, without hyphens, `O` for 0, `I` and `L` for 1."
                    + " Whoever has the code was given it by the holder.")
    public Uni<CertificateStandingView> get(
            @RestPath @Parameter(description = "The code of the certificate", example = "Y4K7-M2P9-QXT8-V")
                    String code) {
        Language language = facts.language();
        return certificates
                .find(code)
                .map(found -> CertificateStandingView.of(found, reference, language, certificates.now()));
    }
}
