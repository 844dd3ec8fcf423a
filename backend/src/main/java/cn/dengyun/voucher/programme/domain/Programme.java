package cn.dengyun.voucher.programme.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One policy of one budget owner for one fiscal year.
 *
 * @param nameEn null when it has none
 * @param regionCode of its owner, whose own pool of money stands there
 * @param recordedStatus the last move that somebody made; {@link #statusAt} is what counts
 * @param opensAt first moment at which applications are taken; null until it is set
 * @param closesAt first moment at which they are taken no more; null: open until it is closed
 * @param ruleVersion the version of its rules that was in force when it was read; 0 before the first approval
 * @param carriedFromId the programme before it, whose rest it took over; null when there is none
 * @param simulation null until its rules were tried
 * @param version counts changes of the record
 */
public record Programme(
        UUID id,
        String nameZh,
        String nameEn,
        String summaryZh,
        String summaryEn,
        FundingLevel fundingLevel,
        String regionCode,
        UUID ownerOrganizationId,
        int fiscalYear,
        ProgrammeStatus recordedStatus,
        Instant opensAt,
        Instant closesAt,
        int ruleVersion,
        UUID carriedFromId,
        Simulated simulation,
        int version,
        Instant createdAt,
        UUID createdBy,
        Instant updatedAt,
        UUID updatedBy) {

    /**
     * The trial that the approval rests on.
     *
     * @param simulationId where its whole result stands
     * @param ruleVersion that was tried
     * @param summary a rendered JSON object
     */
    public record Simulated(UUID simulationId, int ruleVersion, String summary, Instant at) {}

    /** What it is at a moment: the last move, and what the clock has done since. */
    public ProgrammeStatus statusAt(Instant now) {
        ProgrammeStatus status = recordedStatus;
        if (ProgrammeMove.OPEN_ON_TIME.isAllowedFrom(status) && hasCome(opensAt, now)) {
            status = ProgrammeMove.OPEN_ON_TIME.target();
        }
        if (ProgrammeMove.CLOSE_ON_TIME.isAllowedFrom(status) && hasCome(closesAt, now)) {
            status = ProgrammeMove.CLOSE_ON_TIME.target();
        }
        return status;
    }

    /** Whether applications are taken at this moment. */
    public boolean isOpenAt(Instant now) {
        return statusAt(now) == ProgrammeStatus.OPEN;
    }

    /** The same after a move. */
    public Programme withStatus(ProgrammeStatus status) {
        return new Programme(
                id,
                nameZh,
                nameEn,
                summaryZh,
                summaryEn,
                fundingLevel,
                regionCode,
                ownerOrganizationId,
                fiscalYear,
                status,
                opensAt,
                closesAt,
                ruleVersion,
                carriedFromId,
                simulation,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    /** The same with other times of opening and closing. */
    public Programme withWindow(Instant opens, Instant closes) {
        return new Programme(
                id,
                nameZh,
                nameEn,
                summaryZh,
                summaryEn,
                fundingLevel,
                regionCode,
                ownerOrganizationId,
                fiscalYear,
                recordedStatus,
                opens,
                closes,
                ruleVersion,
                carriedFromId,
                simulation,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    /** The same with other names and summaries. */
    public Programme withTexts(String zh, String en, String aboutZh, String aboutEn) {
        return new Programme(
                id,
                zh,
                en,
                aboutZh,
                aboutEn,
                fundingLevel,
                regionCode,
                ownerOrganizationId,
                fiscalYear,
                recordedStatus,
                opensAt,
                closesAt,
                ruleVersion,
                carriedFromId,
                simulation,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    /** The same with another version of the rules approved. */
    public Programme withRuleVersion(int approved) {
        return new Programme(
                id,
                nameZh,
                nameEn,
                summaryZh,
                summaryEn,
                fundingLevel,
                regionCode,
                ownerOrganizationId,
                fiscalYear,
                recordedStatus,
                opensAt,
                closesAt,
                approved,
                carriedFromId,
                simulation,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    /** The same after a trial of its rules. */
    public Programme withSimulation(Simulated tried) {
        return new Programme(
                id,
                nameZh,
                nameEn,
                summaryZh,
                summaryEn,
                fundingLevel,
                regionCode,
                ownerOrganizationId,
                fiscalYear,
                recordedStatus,
                opensAt,
                closesAt,
                ruleVersion,
                carriedFromId,
                tried,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    /** The same with the rest of an earlier programme. */
    public Programme carriedFrom(UUID earlier) {
        return new Programme(
                id,
                nameZh,
                nameEn,
                summaryZh,
                summaryEn,
                fundingLevel,
                regionCode,
                ownerOrganizationId,
                fiscalYear,
                recordedStatus,
                opensAt,
                closesAt,
                ruleVersion,
                earlier,
                simulation,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    private static boolean hasCome(Instant moment, Instant now) {
        return moment != null && !now.isBefore(moment);
    }
}
