package cn.dengyun.catalogue.duty;

import java.time.Instant;
import java.util.UUID;

/**
 * Whether one app counts.
 *
 * @param version the version that counts, or that was looked at
 * @param releasedAt when that came out
 * @param sameAs the app that was there before; null unless it is a near-duplicate of one, as sameAsName
 */
record AppEvidence(
        UUID offeringId,
        String name,
        UUID developerId,
        int version,
        Instant releasedAt,
        EvidenceVerdict verdict,
        UUID sameAs,
        String sameAsName) {}
