package cn.dengyun.files;

import cn.dengyun.shared.DocumentPurpose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An attachment on a record, as it was put there: nothing of it changes but that it ends.
 *
 * @param recordKind what sort of record it is on
 * @param organizationId whose record and attachment it is
 * @param number of the document, where it has one
 * @param sha256 of its bytes as they are stored, lower-case hexadecimal
 * @param replacesId the document whose place it took; null for none
 * @param endedAt when it was replaced or withdrawn; null while it is in force, as are the members behind it
 * @param replacedById null unless it was replaced
 */
public record CaseDocument(
        UUID id,
        String recordKind,
        UUID recordId,
        UUID organizationId,
        UUID attachmentId,
        DocumentPurpose purpose,
        String issuer,
        String number,
        LocalDate issuedOn,
        DocumentVisibility visibility,
        String fileName,
        String mediaType,
        long byteCount,
        String sha256,
        UUID replacesId,
        Instant addedAt,
        UUID addedBy,
        DocumentStatus status,
        Instant endedAt,
        UUID endedBy,
        UUID replacedById) {

    public boolean isInForce() {
        return status == DocumentStatus.IN_FORCE;
    }

    /** The same after another took its place. */
    CaseDocument replaced(UUID by, Instant at, UUID person) {
        return ended(DocumentStatus.REPLACED, at, person, by);
    }

    /** The same after its author took it back. */
    CaseDocument withdrawn(Instant at, UUID person) {
        return ended(DocumentStatus.WITHDRAWN, at, person, null);
    }

    private CaseDocument ended(DocumentStatus how, Instant at, UUID person, UUID by) {
        return new CaseDocument(
                id,
                recordKind,
                recordId,
                organizationId,
                attachmentId,
                purpose,
                issuer,
                number,
                issuedOn,
                visibility,
                fileName,
                mediaType,
                byteCount,
                sha256,
                replacesId,
                addedAt,
                addedBy,
                how,
                at,
                person,
                by);
    }
}
