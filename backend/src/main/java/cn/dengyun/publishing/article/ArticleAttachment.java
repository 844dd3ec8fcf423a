package cn.dengyun.publishing.article;

import java.time.Instant;
import java.util.UUID;

/**
 * A file of an edition, as it was when it was attached; nothing of it changes.
 *
 * @param attachmentId the file, which several editions of an article may have
 * @param organizationId of whoever has sent it
 * @param mediaType found out from its bytes
 * @param sha256 of its bytes, lower-case hexadecimal
 */
record ArticleAttachment(
        UUID id,
        UUID articleId,
        UUID attachmentId,
        UUID organizationId,
        String fileName,
        String mediaType,
        long byteCount,
        String sha256,
        Instant addedAt) {

    /** The same of another edition. */
    ArticleAttachment of(UUID newId, UUID edition) {
        return new ArticleAttachment(
                newId, edition, attachmentId, organizationId, fileName, mediaType, byteCount, sha256, addedAt);
    }
}
