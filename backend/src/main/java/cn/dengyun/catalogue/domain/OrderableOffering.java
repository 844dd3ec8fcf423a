package cn.dengyun.catalogue.domain;

import java.util.UUID;

/**
 * What an order needs to know of an offering.
 *
 * @param version the present one
 * @param isPublished whether it is offered now
 * @param isVoucherEligible whether its provider accepts vouchers for it
 */
public record OrderableOffering(
        UUID id, UUID providerId, int version, OfferingKind kind, boolean isPublished, boolean isVoucherEligible) {}
