package cn.dengyun.adoption.enterprise;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A certificate, for whoever prints it or sends it on. */
@Schema(name = "AdoptionCertificate", description = "That an enterprise has moved to the cloud, as a signed text")
record CertificateView(
        @Schema(description = "By which everybody can look it up", examples = "Y4K7-M2P9-QXT8-V")
        String code,

        @Schema(
                description = "A JWS that is signed with Ed25519; its claims are the metadata of GB/T 36903",
                examples =
                        "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5YWMiLCJraWQiOiJhMUIyYzNENCJ9.eyJraW5kIjoi4oCmIn0.c2lnbmF0dXJl")
        String text,

        @Schema(description = "What it says that the enterprise counts as")
        AdoptionLevel level,

        @Schema(description = "Until when it is good, unless the status list says otherwise")
        Instant validUntil) {

    static CertificateView of(CertificateText says, String text) {
        return new CertificateView(says.code(), text, says.level(), says.validUntil());
    }
}
