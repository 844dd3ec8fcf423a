package cn.dengyun.catalogue.domain;

import cn.dengyun.shared.Rejection;

/**
 * What a declaration does to what is on record. Pure: the store carries it out only if the record has not changed
 * meanwhile.
 *
 * @param status the status afterwards
 * @param version the number of the content afterwards
 * @param revision the number of the row afterwards; it stays the same for {@link DeclarationOutcome#UNCHANGED}
 * @param hasNewContent whether a new version has to be kept
 */
public record DeclarationDecision(
        DeclarationOutcome outcome, OfferingStatus status, int version, long revision, boolean hasNewContent) {

    /**
     * Decides on a declared offering.
     *
     * @param recorded what is on record under the same key; null when nothing is
     * @param contentHash SHA-256 of the declared content
     * @param isDraft whether the provider wants it to stay invisible
     *     <p>Rejects with {@code offering-not-draftable} when a public offering is declared as a draft: it has to be
     *     retired.
     */
    public static DeclarationDecision declare(RecordedOffering recorded, String contentHash, boolean isDraft) {
        if (recorded == null) {
            OfferingStatus first = isDraft ? OfferingStatus.DRAFT : OfferingStatus.PUBLISHED;
            return new DeclarationDecision(DeclarationOutcome.CREATED, first, 1, 1, true);
        }
        OfferingStatus status = statusAfter(recorded, isDraft);
        boolean hasNewContent = !recorded.contentHash().equals(contentHash);
        if (!hasNewContent && status == recorded.status()) {
            return new DeclarationDecision(
                    DeclarationOutcome.UNCHANGED, status, recorded.version(), recorded.revision(), false);
        }
        int version = hasNewContent ? recorded.version() + 1 : recorded.version();
        return new DeclarationDecision(
                DeclarationOutcome.UPDATED, status, version, recorded.revision() + 1, hasNewContent);
    }

    private static OfferingStatus statusAfter(RecordedOffering recorded, boolean isDraft) {
        OfferingStatus current = recorded.status();
        OfferingTransition back =
                recorded.isSuspended() ? OfferingTransition.STAY_SUSPENDED : OfferingTransition.PUBLISH;
        return switch (current) {
            case DRAFT -> isDraft ? OfferingStatus.DRAFT : back.from(current);
            case RETIRED -> isDraft ? OfferingTransition.REDRAFT.from(current) : back.from(current);
            case PUBLISHED, SUSPENDED -> {
                if (isDraft) {
                    throw Rejection.conflict("offering-not-draftable", current);
                }
                // A provider may correct a suspended offering; only an authority makes it visible again.
                yield current;
            }
        };
    }
}
