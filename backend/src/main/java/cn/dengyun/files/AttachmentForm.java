package cn.dengyun.files;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of an upload, for the contract: the request is read as a stream and never becomes an object. */
@Schema(name = "AttachmentRequest", description = "A form with one file.")
record AttachmentForm(
        @Schema(required = true, description = "What sort of document it is.")
        AttachmentPurpose purpose,

        @Schema(
                required = true,
                type = SchemaType.STRING,
                format = "binary",
                description = "The file, with its `filename` and `Content-Type`: 20 MiB at most.",
                maxLength = 20_971_520,
                examples = "%PDF-1.7 … %%EOF")
        String file) {}
