package cn.dengyun.application.domain;

import cn.dengyun.policy.domain.CheckedFacts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An application with some members changed; every change counts the version up. */
public final class ApplicationChange {

    private final VoucherApplication before;
    private ApplicationStatus status;
    private String regionCode;
    private VoucherRequest request;
    private CheckedFacts checked;
    private Integer ruleVersion;
    private UUID budgetId;
    private Long sequence;
    private Instant submittedAt;
    private UUID providerId;
    private long entitledFen;
    private long heldFen;
    private List<ReviewStage> stages;
    private Instant dueAt;
    private int rounds;
    private UUID lastStepBy;
    private ReviewOutcome review;
    private String signals;
    private UUID noticeId;
    private UUID voucherId;
    private PriceCutProposal priceCut;
    private boolean isAppealed;
    private boolean awaitsCertification;

    ApplicationChange(VoucherApplication before) {
        this.before = before;
        this.status = before.status();
        this.regionCode = before.regionCode();
        this.request = before.request();
        this.checked = before.checked();
        this.ruleVersion = before.ruleVersion();
        this.budgetId = before.budgetId();
        this.sequence = before.sequence();
        this.submittedAt = before.submittedAt();
        this.providerId = before.providerId();
        this.entitledFen = before.entitledFen();
        this.heldFen = before.heldFen();
        this.stages = before.stages();
        this.dueAt = before.dueAt();
        this.rounds = before.rounds();
        this.lastStepBy = before.lastStepBy();
        this.review = before.review();
        this.signals = before.signals();
        this.noticeId = before.noticeId();
        this.voucherId = before.voucherId();
        this.priceCut = before.priceCut();
        this.isAppealed = before.isAppealed();
        this.awaitsCertification = before.awaitsCertification();
    }

    /** Rejects with {@code application-transition-not-allowed} (409). */
    public ApplicationChange move(ApplicationMove move) {
        status = move.from(status);
        awaitsCertification &= status == ApplicationStatus.WAITLISTED;
        return this;
    }

    public ApplicationChange region(String code) {
        regionCode = code;
        return this;
    }

    public ApplicationChange request(VoucherRequest asked) {
        request = asked;
        return this;
    }

    public ApplicationChange checked(CheckedFacts facts) {
        checked = facts;
        return this;
    }

    /** It gets its place. */
    public ApplicationChange place(int rules, UUID budget, long place, Instant receivedAt) {
        ruleVersion = rules;
        budgetId = budget;
        sequence = place;
        submittedAt = receivedAt;
        return this;
    }

    public ApplicationChange money(UUID ceilingOf, long entitled, long held) {
        providerId = ceilingOf;
        entitledFen = entitled;
        heldFen = held;
        return this;
    }

    public ApplicationChange held(long fen) {
        heldFen = fen;
        return this;
    }

    public ApplicationChange stages(List<ReviewStage> path) {
        stages = path;
        return this;
    }

    public ApplicationChange dueAt(Instant moment) {
        dueAt = moment;
        return this;
    }

    public ApplicationChange anotherRound() {
        rounds++;
        return this;
    }

    ApplicationChange takeRoundBack() {
        rounds--;
        return this;
    }

    public ApplicationChange lastStepBy(UUID person) {
        lastStepBy = person;
        return this;
    }

    public ApplicationChange review(ReviewOutcome decided) {
        review = decided;
        return this;
    }

    public ApplicationChange signals(String found) {
        signals = found;
        return this;
    }

    public ApplicationChange notice(UUID id) {
        noticeId = id;
        return this;
    }

    public ApplicationChange voucher(UUID id) {
        voucherId = id;
        return this;
    }

    /** @param proposal null: it was rejected */
    public ApplicationChange priceCut(PriceCutProposal proposal) {
        priceCut = proposal;
        return this;
    }

    public ApplicationChange appealed() {
        isAppealed = true;
        return this;
    }

    public ApplicationChange awaitsCertification(boolean waits) {
        awaitsCertification = waits;
        return this;
    }

    public VoucherApplication at(Instant now) {
        return new VoucherApplication(
                before.id(),
                before.programmeId(),
                before.organizationId(),
                regionCode,
                status,
                request,
                checked,
                ruleVersion,
                budgetId,
                sequence,
                submittedAt,
                providerId,
                entitledFen,
                heldFen,
                stages,
                dueAt,
                rounds,
                lastStepBy,
                review,
                signals,
                noticeId,
                voucherId,
                priceCut,
                isAppealed,
                awaitsCertification,
                before.version() + 1,
                before.createdAt(),
                before.createdBy(),
                now);
    }
}
