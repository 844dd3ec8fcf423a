package cn.dengyun.settlement.batch.rest;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.settlement.batch.domain.BatchStatus;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.settlement.claim.domain.ClaimOwner;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A settlement batch as its caller sees it. */
@Schema(name = "SettlementBatch", description = "Approved claims of one programme that are paid together")
record BatchView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "By which people call it", examples = "J4K7-M2P9-QXT8-V")
        String number,

        @Schema(description = "The programme") UUID programmeId,

        @Schema(description = "Its name", examples = "2018 年云服务券")
        String programmeName,

        @Schema(description = "The office of finance that built it")
        UUID organizationId,

        @Schema(description = "Its name", examples = "安徽省财政厅")
        String organizationName,

        @Schema(description = "GB/T 2260 code of the programme's owner", examples = "340000")
        String regionCode,

        @Schema(description = "Where it stands") BatchStatus status,

        @Schema(nullable = true, description = "Whose turn it is; null where nothing more happens")
        ClaimOwner owner,

        @Schema(nullable = true, description = "By when; null where nothing more happens")
        Instant dueAt,

        @Schema(description = "Whether that has passed") boolean overdue,

        @Schema(description = "Lines that are in it", examples = "120")
        int lines,

        @Schema(description = "What they come to, in fen", examples = "72000000")
        long amountFen,

        @Schema(
                description = "Approved claims that could not be taken when it was built, for their payees had no"
                        + " verified account",
                examples = "3")
        int leftOut,

        @Schema(description = "The account that built it") UUID builtBy,

        @Schema(description = "When it was built") Instant builtAt,

        @Schema(nullable = true, description = "The account that checked it; null before")
        UUID approvedBy,

        @Schema(nullable = true, description = "When; null before")
        Instant approvedAt,

        @Schema(nullable = true, description = "How many lines were checked; null before", examples = "120")
        Integer approvedLines,

        @Schema(nullable = true, description = "What they came to, in fen; null before", examples = "72000000")
        Long approvedFen,

        @Schema(
                nullable = true,
                description = "SHA-256 of those lines in hexadecimal digits; null before. A line of text for each, with"
                        + " a line feed behind it: `line|endToEndId|claimId|payeeId|accountId|amountFen`",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,

        @Schema(nullable = true, description = "When it was put on public notice; null before")
        Instant noticedAt,

        @Schema(nullable = true, description = "Until when everybody can object; null before")
        Instant noticeEndsAt,

        @Schema(
                nullable = true,
                description = "The account that wants the bank to be told, or wanted it; null where nobody does")
        UUID instructionProposedBy,

        @Schema(nullable = true, description = "When; null where nobody does")
        Instant instructionProposedAt,

        @Schema(nullable = true, description = "The account that let the bank pay; null before")
        UUID instructedBy,

        @Schema(nullable = true, description = "When; null before")
        Instant instructedAt,

        @Schema(description = "Lines that the bank has paid", examples = "118")
        int paidLines,

        @Schema(description = "What they come to, in fen", examples = "70800000")
        long paidFen,

        @Schema(description = "Lines that failed or came back", examples = "2")
        int failedLines,

        @Schema(description = "What they come to, in fen", examples = "1200000")
        long failedFen,

        @Schema(description = "Lines of which the bank has said nothing yet", examples = "0")
        int openLines,

        @Schema(nullable = true, description = "When the bank had said what became of each line; null before")
        Instant settledAt,

        @Schema(nullable = true, description = "Of the last step; null where none was given", examples = "第三季度兑付")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"APPROVE\", \"REMOVE_LINE\", \"CANCEL\"]")
        List<String> availableActions,

        @Schema(description = "When it was last changed") Instant updatedAt)
        implements Tagged {

    static BatchView of(SettlementBatch batch, Actor actor, Instant now) {
        SettlementBatch.Approval approval = batch.approval();
        SettlementBatch.Notice notice = batch.notice();
        SettlementBatch.Proposal proposal = batch.proposal();
        SettlementBatch.Instruction instruction = batch.instruction();
        return new BatchView(
                batch.id(),
                batch.version(),
                batch.number(),
                batch.programmeId(),
                batch.programmeName(),
                batch.organizationId(),
                batch.organizationName(),
                batch.regionCode(),
                batch.status(),
                batch.owner(),
                batch.dueAt(),
                batch.dueAt() != null && !now.isBefore(batch.dueAt()),
                batch.lines(),
                batch.amountFen(),
                batch.leftOut(),
                batch.builtBy(),
                batch.builtAt(),
                approval == null ? null : approval.approvedBy(),
                approval == null ? null : approval.approvedAt(),
                approval == null ? null : approval.approvedLines(),
                approval == null ? null : approval.approvedFen(),
                approval == null ? null : approval.digest(),
                notice == null ? null : notice.noticedAt(),
                notice == null ? null : notice.noticeEndsAt(),
                proposal == null ? null : proposal.proposedBy(),
                proposal == null ? null : proposal.proposedAt(),
                instruction == null ? null : instruction.instructedBy(),
                instruction == null ? null : instruction.instructedAt(),
                batch.paidLines(),
                batch.paidFen(),
                batch.failedLines(),
                batch.failedFen(),
                batch.openLines(),
                batch.settledAt(),
                batch.reason(),
                batch.actionsAt(actor, now),
                batch.updatedAt());
    }

    /** The clock changes what is shown without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(overdue, availableActions));
    }
}
