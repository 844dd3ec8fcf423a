package cn.dengyun.architecture.planted.trade;

import cn.dengyun.architecture.planted.voucher.store.VoucherStore;

public record TradeThatReachesIntoVoucher(VoucherStore vouchers) {}
