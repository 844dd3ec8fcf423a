package cn.dengyun.files;

import cn.dengyun.shared.Hashes;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file that an organisation sent, without its bytes. */
@Schema(name = "Attachment", description = "A file that an organisation sent, without its bytes.")
record AttachmentView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Who sent it.") UUID organizationId,

        AttachmentPurpose purpose,

        @Schema(
                maxLength = FileName.MAX_CHARACTERS,
                description = "The name that the file was sent with",
                examples = "2026年第一季度用云发票.pdf")
        String fileName,

        @Schema(description = "What it is, found out from its bytes.", maxLength = 100, examples = "application/pdf")
        String mediaType,

        @Schema(description = "Its length in bytes.", minimum = "1", maximum = "20971520", examples = "48213")
        long byteCount,

        @Schema(
                description = "SHA-256 of its bytes.",
                pattern = Hashes.HEX_PATTERN,
                maxLength = 64,
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(description = "Whether a record took it; then it cannot be deleted by itself.", examples = "false")
        boolean isUsed,

        @Schema(description = "When it was created") Instant createdAt) {

    static AttachmentView of(Attachment attachment) {
        return new AttachmentView(
                attachment.id(),
                attachment.organizationId(),
                attachment.purpose(),
                attachment.fileName(),
                attachment.type().mediaType(),
                attachment.byteCount(),
                attachment.sha256(),
                attachment.isUsed(),
                attachment.createdAt());
    }
}
