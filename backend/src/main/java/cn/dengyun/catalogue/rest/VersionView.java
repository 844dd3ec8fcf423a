package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.domain.OfferingVersion;
import cn.dengyun.shared.Hashes;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One immutable content of an offering. */
@Schema(name = "OfferingVersion", description = "One immutable content of an offering.")
public record VersionView(
        @Schema(description = "From 1.", minimum = "1") int version,

        @Schema(
                description = "SHA-256 of the canonical content.",
                pattern = Hashes.HEX_PATTERN,
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String contentHash,

        @Schema(description = "When the version was created")
        Instant createdAt,

        @Schema(implementation = OfferingDocument.class) @JsonRawValue
        String content) {

    static VersionView of(OfferingVersion version) {
        return new VersionView(version.number(), version.contentHash(), version.createdAt(), version.contentJson());
    }
}
