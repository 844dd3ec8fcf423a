package cn.dengyun.catalogue.domain;

import java.util.UUID;

/**
 * What the catalogue has on record about one offering, as far as a decision needs it.
 *
 * @param version number of the current content, from 1
 * @param revision number of the current row, from 1: it grows with every change of content or status
 * @param contentHash SHA-256 of the canonical content, lower-case hexadecimal
 * @param isSuspended whether an authority has suspended it and not reinstated it since, whatever its provider has done
 *     meanwhile
 */
public record RecordedOffering(
        UUID id,
        String externalId,
        OfferingStatus status,
        int version,
        long revision,
        String contentHash,
        boolean isSuspended) {}
