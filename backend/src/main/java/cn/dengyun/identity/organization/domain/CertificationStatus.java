package cn.dengyun.identity.organization.domain;

/** Where a certification stands. */
public enum CertificationStatus {
    /** The organisation prepares it. */
    DRAFT,
    /** It waits for the authority of its region. */
    SUBMITTED,
    /** The authority wants defects mended, and has named all of them. */
    RETURNED,
    /** Certified: its facts are in force. */
    CERTIFIED,
    /** Refused for good, with the clause. */
    REJECTED,
    /** The organisation has taken it back. */
    WITHDRAWN,
    /** A later certification has taken its place. */
    SUPERSEDED,
    /** An authority has taken the certification away. */
    REVOKED;

    /** Whether it is neither decided for good nor taken back; an organisation has one such certification at most. */
    public boolean isOpen() {
        return this == DRAFT || this == SUBMITTED || this == RETURNED;
    }
}
