package cn.dengyun.catalogue.concession;

/** Where a concession stands. */
enum ConcessionStatus {
    /** The province has drawn it up; the provider has to confirm it. */
    DRAFT,
    /** The provider has confirmed it; a second person of the province has to publish it. */
    AGREED,
    PUBLISHED,
    /** Its last day is over, or the province has ended it. */
    ENDED,
    WITHDRAWN
}
