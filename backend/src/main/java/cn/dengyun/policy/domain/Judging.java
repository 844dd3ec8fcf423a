package cn.dengyun.policy.domain;

import java.time.Instant;

/**
 * The one way to judge a request, whoever asks: before it is submitted, when it is, while it waits, on review, at the
 * issue and in a trial. What differs between them is named; what is not named is not known.
 */
public final class Judging {

    private final ProgrammeTerms terms;
    private boolean isSuspended;
    private Long quotaLeftFen;
    private Long providerLeftFen;

    private Judging(ProgrammeTerms terms) {
        this.terms = terms;
    }

    public static Judging by(ProgrammeTerms terms) {
        return new Judging(terms);
    }

    /** For whoever only asks: while a programme is suspended nothing is taken. */
    public Judging suspended(boolean suspended) {
        isSuspended = suspended;
        return this;
    }

    /** @param fen what is left in the budget that pays; what the application holds itself counts as left */
    public Judging quotaLeft(long fen) {
        quotaLeftFen = fen;
        return this;
    }

    /**
     * What is left of the ceiling of the named provider.
     *
     * @param fen what the application holds itself counts as left; null when there is no ceiling or no provider
     */
    public Judging providerLeft(Long fen) {
        providerLeftFen = fen;
        return this;
    }

    /**
     * Judges.
     *
     * @param moment at which it was submitted, however much later it is judged
     */
    public DecisionRecord decide(ApplicantFacts applicant, Ask ask, Instant moment) {
        return DecisionRecord.of(
                terms.programmeId(), terms.ruleVersion(), terms.rules(), applicant, ask, situationAt(moment));
    }

    /** The same for whoever keeps no record of it. */
    public Evaluation evaluate(ApplicantFacts applicant, Ask ask, Instant moment) {
        return RuleEngine.evaluate(terms.rules(), applicant, ask, situationAt(moment));
    }

    private Situation situationAt(Instant moment) {
        return new Situation(
                terms.region(), terms.opensAt(), terms.closesAt(), isSuspended, quotaLeftFen, providerLeftFen, moment);
    }
}
