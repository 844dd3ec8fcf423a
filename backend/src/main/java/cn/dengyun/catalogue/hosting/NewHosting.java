package cn.dengyun.catalogue.hosting;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An app that is to be hosted on a platform. */
@Schema(name = "HostingRequest", description = "The industrial app that is hosted on the platform")
record NewHosting(
        @NotNull
        @Schema(
                required = true,
                description = "An offering of kind INDUSTRIAL_APP, of any developer",
                examples = "01900000-0000-7000-8000-000000000a03")
        UUID offeringId) {}
