package cn.dengyun.catalogue.domain;

/** What a mirror has to do after a change of the public catalogue. */
public enum MirrorChange {
    /** Show it: it is new to the public, or public again. */
    PUBLISHED,
    /** Show the new content. */
    UPDATED,
    /** Take it out for good; its versions stay readable. */
    RETIRED,
    /** Hide it for the time being. */
    SUSPENDED,
    /** Show it again after a suspension. */
    REINSTATED;

    /** The public side of a step from one status to another; null when the public cannot see any of it. */
    public static MirrorChange of(OfferingStatus before, OfferingStatus after, boolean hasNewContent) {
        boolean wasPublic = before == OfferingStatus.PUBLISHED;
        return switch (after) {
            case DRAFT -> null;
            case PUBLISHED -> {
                if (before == OfferingStatus.SUSPENDED) {
                    yield REINSTATED;
                }
                if (!wasPublic) {
                    yield PUBLISHED;
                }
                yield hasNewContent ? UPDATED : null;
            }
            case SUSPENDED -> wasPublic ? SUSPENDED : null;
            case RETIRED -> wasPublic || before == OfferingStatus.SUSPENDED ? RETIRED : null;
        };
    }
}
