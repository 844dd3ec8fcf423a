package cn.dengyun.catalogue.duty;

import java.time.Instant;
import java.util.UUID;

/**
 * What an industrial app said of itself from a moment on. Of each app there are those of the year that is counted, and
 * before them what it said when the year began or, if it came later, when it first was public.
 *
 * @param retiredAt when it was taken out of the catalogue; null while it is in it
 * @param publishedAt when the app first was public
 * @param releasedAt from when everybody could see this version
 * @param description null where there is none
 */
record AppVersion(
        UUID offeringId,
        UUID developerId,
        Instant retiredAt,
        Instant publishedAt,
        int version,
        Instant releasedAt,
        String name,
        String description) {}
