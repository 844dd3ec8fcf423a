package cn.dengyun.catalogue.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What an industrial app said of itself to everybody. What only drafts said is none.
 *
 * @param version the first that said it
 * @param releasedAt from when everybody could see it
 * @param shownFor how long everybody could see it, by now
 * @param isShown whether everybody still can
 * @param description null where there is none
 */
record AppVersion(
        UUID offeringId,
        UUID developerId,
        int version,
        Instant releasedAt,
        Duration shownFor,
        boolean isShown,
        String name,
        String description) {}
