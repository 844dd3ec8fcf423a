package cn.dengyun.files;

import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.Hashes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A document as its caller sees it. */
@Schema(name = "Document", description = "An attachment on a record")
public record DocumentView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(
                required = true,
                description = "What it is on",
                examples = "/api/v1/certifications/01900000-0000-7000-8000-000000000301")
        String record,

        @Schema(required = true, description = "Whose record and file it is")
        UUID organizationId,

        @Schema(required = true, description = "The file: `getAttachmentContent` has its bytes")
        UUID attachmentId,

        @Schema(required = true) DocumentPurpose purpose,

        @Schema(required = true, description = "Who issued it", maxLength = 200, examples = "合肥市市场监督管理局")
        String issuer,

        @Schema(
                required = true,
                nullable = true,
                description = "Its number; null where it has none",
                maxLength = 100,
                examples = "HT-2018-0042")
        String number,

        @Schema(required = true, description = "The day that stands on it")
        LocalDate issuedOn,

        @Schema(required = true) DocumentVisibility visibility,

        @Schema(
                required = true,
                maxLength = FileName.MAX_CHARACTERS,
                description = "The name that the file was sent with",
                examples = "上云服务合同.pdf")
        String fileName,

        @Schema(
                required = true,
                description = "What it is, found out from its bytes",
                maxLength = 100,
                examples = "application/pdf")
        String mediaType,

        @Schema(required = true, description = "Its length in bytes, as it is stored", examples = "48213")
        long byteCount,

        @Schema(
                required = true,
                description = "SHA-256 of its bytes, as they are stored",
                pattern = Hashes.HEX_PATTERN,
                maxLength = 64,
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(required = true) DocumentStatus status,

        @Schema(required = true, nullable = true, description = "The document whose place it took; null for none")
        UUID replaces,

        @Schema(required = true, nullable = true, description = "The document that took its place; null for none")
        UUID replacedBy,

        @Schema(required = true, description = "When it was put on the record")
        Instant addedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it was replaced or withdrawn; null while it is in force")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "For those who decide: on how many records of other organisations a document with the very"
                                + " same bytes is; null for everybody else",
                examples = "0")
        Integer sameContentElsewhere,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"REPLACE\", \"WITHDRAW\"]")
        List<String> availableActions) {

    private static final List<String> AUTHORS = List.of("REPLACE", "WITHDRAW");

    public static DocumentView of(DocumentService.Shown shown, Actor actor) {
        CaseDocument document = shown.document();
        boolean isChangeable = document.isInForce()
                && shown.record().isInHands()
                && actor.actsFor(document.organizationId())
                && !actor.isViewer()
                && !actor.isClient();
        return new DocumentView(
                document.id(),
                shown.path(),
                document.organizationId(),
                document.attachmentId(),
                document.purpose(),
                document.issuer(),
                document.number(),
                document.issuedOn(),
                document.visibility(),
                document.fileName(),
                document.mediaType(),
                document.byteCount(),
                document.sha256(),
                document.status(),
                document.replacesId(),
                document.replacedById(),
                document.addedAt(),
                document.endedAt(),
                shown.sameContentElsewhere(),
                isChangeable ? AUTHORS : List.of());
    }

    /** All of a record, on one page. */
    public static Page<DocumentView> all(List<DocumentService.Shown> shown, Actor actor) {
        return new Page<>(shown.stream().map(each -> of(each, actor)).toList(), new Page.PageInfo(null, false));
    }
}
