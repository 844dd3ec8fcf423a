package cn.dengyun.application.domain;

import static cn.dengyun.application.domain.ApplicationStatus.APPROVED;
import static cn.dengyun.application.domain.ApplicationStatus.CITY_REVIEW;
import static cn.dengyun.application.domain.ApplicationStatus.COUNTY_REVIEW;
import static cn.dengyun.application.domain.ApplicationStatus.DRAFT;
import static cn.dengyun.application.domain.ApplicationStatus.ISSUED;
import static cn.dengyun.application.domain.ApplicationStatus.LAPSED;
import static cn.dengyun.application.domain.ApplicationStatus.PROVINCE_REVIEW;
import static cn.dengyun.application.domain.ApplicationStatus.PUBLIC_NOTICE;
import static cn.dengyun.application.domain.ApplicationStatus.REJECTED;
import static cn.dengyun.application.domain.ApplicationStatus.RETURNED;
import static cn.dengyun.application.domain.ApplicationStatus.SUBMITTED;
import static cn.dengyun.application.domain.ApplicationStatus.WAITLISTED;
import static cn.dengyun.application.domain.ApplicationStatus.WITHDRAWN;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The whole lifecycle of an application as one table: a move, the status it ends in, those it may start from. */
public enum ApplicationMove implements Move<ApplicationStatus> {
    /** Submitted, and the quota suffices. */
    SUBMIT(SUBMITTED, DRAFT),
    /** Submitted, and the quota is short or the enterprise not certified. */
    QUEUE(WAITLISTED, DRAFT),
    /** Its turn in the wait-list has come: it holds its quota now. */
    SERVE(SUBMITTED, WAITLISTED),
    /**
     * Its enterprise is not certified any more, or is frozen: what it holds is given back, and it waits with its place.
     */
    SET_ASIDE(WAITLISTED, SUBMITTED, COUNTY_REVIEW, CITY_REVIEW, PROVINCE_REVIEW, APPROVED, PUBLIC_NOTICE, RETURNED),
    /** Corrected and submitted again, with its old place. */
    RESUBMIT(SUBMITTED, RETURNED),
    TAKE_UP_BY_COUNTY(COUNTY_REVIEW, SUBMITTED),
    /** Where no county is before the city. */
    TAKE_UP_BY_CITY(CITY_REVIEW, SUBMITTED),
    /** Where neither is before the province. */
    TAKE_UP_BY_PROVINCE(PROVINCE_REVIEW, SUBMITTED),
    PASS_TO_CITY(CITY_REVIEW, COUNTY_REVIEW),
    /** From a county under the province directly, and where the province looks too. */
    PASS_TO_PROVINCE(PROVINCE_REVIEW, COUNTY_REVIEW, CITY_REVIEW),
    /** By the last reviewer. */
    APPROVE(APPROVED, COUNTY_REVIEW, CITY_REVIEW, PROVINCE_REVIEW),
    /** All defects at once, at most twice. */
    RETURN(RETURNED, COUNTY_REVIEW, CITY_REVIEW, PROVINCE_REVIEW),
    REJECT(REJECTED, COUNTY_REVIEW, CITY_REVIEW, PROVINCE_REVIEW),
    PUBLISH(PUBLIC_NOTICE, APPROVED),
    /** Somebody objected to it and was right. */
    UPHOLD_OBJECTION(REJECTED, PUBLIC_NOTICE),
    ISSUE(ISSUED, PUBLIC_NOTICE),
    /** Another reviewer granted the appeal: it waits with its old place, which is served at once if there is quota. */
    REINSTATE(WAITLISTED, REJECTED),
    WITHDRAW(WITHDRAWN, DRAFT, SUBMITTED, COUNTY_REVIEW, CITY_REVIEW, PROVINCE_REVIEW, APPROVED, RETURNED, WAITLISTED),
    LAPSE(LAPSED, RETURNED, WAITLISTED);

    private final Transition<ApplicationStatus> transition;

    ApplicationMove(ApplicationStatus target, ApplicationStatus... sources) {
        transition = Transition.of(target, sources);
    }

    @Override
    public Transition<ApplicationStatus> transition() {
        return transition;
    }

    @Override
    public String refusal() {
        return "application-transition-not-allowed";
    }
}
