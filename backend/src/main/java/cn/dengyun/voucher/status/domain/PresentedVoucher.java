package cn.dengyun.voucher.status.domain;

import java.util.UUID;

/**
 * What a provider learns of a voucher that is shown to it.
 *
 * @param boundTo the organisation of the provider where alone it can be used; null: anywhere
 */
public record PresentedVoucher(
        VoucherStanding standing, String programmeNameZh, String programmeNameEn, UUID boundTo) {}
