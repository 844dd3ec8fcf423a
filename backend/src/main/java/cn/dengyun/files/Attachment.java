package cn.dengyun.files;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that an organisation sent.
 *
 * @param contentId where its bytes are; several attachments may share them
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param recordKind what sort of record took it; null while none has
 * @param recordId the record; null while none has taken it
 */
record Attachment(
        UUID id,
        UUID organizationId,
        UUID contentId,
        ContentStore.Kind store,
        AttachmentPurpose purpose,
        String fileName,
        AttachmentType type,
        long byteCount,
        String sha256,
        String recordKind,
        UUID recordId,
        Instant createdAt) {

    boolean isUsed() {
        return recordKind != null;
    }

    String tag() {
        return isUsed() ? sha256 + "-used" : sha256;
    }
}
