package cn.dengyun.publishing.article;

import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file of an edition as everybody sees it. */
@Schema(name = "ArticleAttachment", description = "A file of an edition of an article, without its bytes")
record ArticleAttachmentView(
        @Schema(required = true, description = "Its id: `getArticleAttachmentContent` has its bytes")
        UUID id,

        @Schema(required = true, description = "The edition")
        UUID articleId,

        @Schema(
                required = true,
                maxLength = 200,
                description = "The name that the file was sent with; plain text",
                examples = "试点企业申报表.docx")
        String fileName,

        @Schema(
                required = true,
                maxLength = 100,
                description = "What it is, found out from its bytes",
                examples = "application/pdf")
        String mediaType,

        @Schema(
                required = true,
                minimum = "1",
                maximum = "20971520",
                description = "Its length in bytes",
                examples = "48213")
        long byteCount,

        @Schema(
                required = true,
                description = "SHA-256 of its bytes",
                pattern = Hashes.HEX_PATTERN,
                maxLength = 64,
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(required = true, description = "When it was attached, to the edition before where it was there already")
        Instant addedAt) {

    static ArticleAttachmentView of(ArticleAttachment attachment) {
        return new ArticleAttachmentView(
                attachment.id(),
                attachment.articleId(),
                attachment.fileName(),
                attachment.mediaType(),
                attachment.byteCount(),
                attachment.sha256(),
                attachment.addedAt());
    }

    /** All of an edition, on one page. */
    static Page<ArticleAttachmentView> all(List<ArticleAttachment> found) {
        return new Page<>(found.stream().map(ArticleAttachmentView::of).toList(), new Page.PageInfo(null, false));
    }
}
