package cn.dengyun.application.domain;

/**
 * Where an application for a voucher stands; {@link ApplicationMove} is the table of what leads from one to another.
 */
public enum ApplicationStatus {
    DRAFT,
    /** Submitted, has its place and holds its quota; nobody has taken it up yet. */
    SUBMITTED,
    COUNTY_REVIEW,
    CITY_REVIEW,
    PROVINCE_REVIEW,
    APPROVED,
    /** Everybody can see it and object. */
    PUBLIC_NOTICE,
    /** It has become a voucher. */
    ISSUED,
    /** All its defects were told; the applicant corrects them. It keeps its place and its quota meanwhile. */
    RETURNED,
    /** The quota was short, or its enterprise is not certified; it waits, first come first served. */
    WAITLISTED,
    REJECTED,
    WITHDRAWN,
    /** Not corrected in time, or nothing left to wait for. */
    LAPSED;

    /** Whether money of a budget is held for it. */
    public boolean isHolding() {
        return switch (this) {
            case SUBMITTED, COUNTY_REVIEW, CITY_REVIEW, PROVINCE_REVIEW, APPROVED, PUBLIC_NOTICE, RETURNED -> true;
            case DRAFT, ISSUED, WAITLISTED, REJECTED, WITHDRAWN, LAPSED -> false;
        };
    }

    /** Whether an authority has it in its hands. */
    public boolean isUnderReview() {
        return this == COUNTY_REVIEW || this == CITY_REVIEW || this == PROVINCE_REVIEW;
    }

    /** Whether the applicant may change what it asks for. */
    public boolean isEditable() {
        return this == DRAFT || this == RETURNED;
    }
}
