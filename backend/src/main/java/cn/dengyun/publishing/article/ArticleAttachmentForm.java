package cn.dengyun.publishing.article;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is attached to a draft. */
@Schema(name = "ArticleAttachmentRequest", description = "A file that is attached to a draft")
record ArticleAttachmentForm(
        @NotNull
        @Schema(
                required = true,
                description = "A file that the caller's office has sent with `createAttachment`; a file is of one"
                        + " article only",
                examples = "01900000-0000-7000-8000-000000000801")
        UUID attachmentId) {}
