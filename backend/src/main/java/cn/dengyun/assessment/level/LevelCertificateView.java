package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A certificate of a level, for whoever prints it or sends it on. */
@Schema(name = "LevelCertificate", description = "That an enterprise holds a level, as a signed text")
record LevelCertificateView(
        @Schema(required = true, description = "By which everybody can look it up", examples = "J4K7-M2P9-QXT8-V")
        String code,

        @Schema(
                required = true,
                description = "A JWS that is signed with Ed25519; its claims are the metadata of GB/T 36903",
                examples =
                        "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5bGMiLCJraWQiOiJhMUIyYzNENCJ9.eyJraW5kIjoi4oCmIn0.c2lnbmF0dXJl")
        String text,

        @Schema(required = true, description = "The level that it says")
        AssessmentLevel level,

        @Schema(required = true, description = "Until when it is good, unless the status list says otherwise")
        Instant validUntil) {}
