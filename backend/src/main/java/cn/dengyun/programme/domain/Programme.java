package cn.dengyun.programme.domain;

import cn.dengyun.policy.domain.ProgrammeTerms;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One policy of one budget owner for one fiscal year.
 *
 * @param nameEn null when it has none
 * @param regionCode of its owner, whose own pool of money stands there
 * @param kind in which way it pays
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
        ProgrammeKind kind,
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

    /** By what applications to it are judged under a version of its rules. */
    public ProgrammeTerms terms(int version, RuleSet rules) {
        return new ProgrammeTerms(id, version, rules, regionCode, opensAt, closesAt);
    }

    /** Whether applications are taken at this moment. */
    public boolean isOpenAt(Instant now) {
        return kind == ProgrammeKind.VOUCHER && statusAt(now) == ProgrammeStatus.OPEN;
    }

    /** Rejects with {@code programme-kind-differs} (409) what another kind of programme is for. */
    public void requireKind(ProgrammeKind wanted) {
        if (kind != wanted) {
            throw Rejection.conflict("programme-kind-differs", wanted);
        }
    }

    /**
     * The same, and whether money may be promised outside vouchers at this moment: also when applications would be
     * taken no more. Rejects with {@code programme-not-open} and {@code programme-suspended} (409) too.
     */
    public void requireGranting(ProgrammeKind wanted, Instant now) {
        requireKind(wanted);
        switch (statusAt(now)) {
            case OPEN, CLOSED -> {}
            case SUSPENDED -> throw Rejection.conflict("programme-suspended");
            default -> throw Rejection.conflict("programme-not-open");
        }
    }

    /** The same after a move at a moment. Rejects with {@code programme-transition-not-allowed} (409). */
    public Programme moved(ProgrammeMove move, Instant now) {
        ProgrammeStatus target = move.from(statusAt(now));
        return changed(change -> change.recordedStatus = target);
    }

    /** The same with other times of opening and closing. */
    public Programme withWindow(Instant opens, Instant closes) {
        return changed(change -> {
            change.opensAt = opens;
            change.closesAt = closes;
        });
    }

    /** The same with other names and summaries. */
    public Programme withTexts(String zh, String en, String aboutZh, String aboutEn) {
        return changed(change -> {
            change.nameZh = zh;
            change.nameEn = en;
            change.summaryZh = aboutZh;
            change.summaryEn = aboutEn;
        });
    }

    /** The same with another version of the rules approved. */
    public Programme withRuleVersion(int approved) {
        return changed(change -> change.ruleVersion = approved);
    }

    /** The same after a trial of its rules. */
    public Programme withSimulation(Simulated tried) {
        return changed(change -> change.simulation = tried);
    }

    /** The same with the rest of an earlier programme. */
    public Programme carriedFrom(UUID earlier) {
        return changed(change -> change.carriedFromId = earlier);
    }

    private Programme changed(Consumer<Change> what) {
        Change change = new Change();
        what.accept(change);
        return change.made();
    }

    private static boolean hasCome(Instant moment, Instant now) {
        return moment != null && !now.isBefore(moment);
    }

    /** A copy in the making: what moves and edits may change. */
    private final class Change {
        private String nameZh = Programme.this.nameZh;
        private String nameEn = Programme.this.nameEn;
        private String summaryZh = Programme.this.summaryZh;
        private String summaryEn = Programme.this.summaryEn;
        private ProgrammeStatus recordedStatus = Programme.this.recordedStatus;
        private Instant opensAt = Programme.this.opensAt;
        private Instant closesAt = Programme.this.closesAt;
        private int ruleVersion = Programme.this.ruleVersion;
        private UUID carriedFromId = Programme.this.carriedFromId;
        private Simulated simulation = Programme.this.simulation;

        Programme made() {
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
                    kind,
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
    }
}
