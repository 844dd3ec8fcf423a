package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A batch of approved applications that everybody can look at and object to. Amounts are in fen.
 *
 * @param regionCode whose applications it shows
 * @param items how many it showed when it was published
 * @param endsAt from when on vouchers may be issued
 */
public record PublicNotice(
        UUID id,
        UUID programmeId,
        String regionCode,
        String title,
        String reason,
        int items,
        long amountFen,
        Instant publishedAt,
        UUID publishedBy,
        Instant endsAt,
        int issued,
        long issuedFen,
        int version) {

    public boolean isOverAt(Instant now) {
        return !now.isBefore(endsAt);
    }
}
