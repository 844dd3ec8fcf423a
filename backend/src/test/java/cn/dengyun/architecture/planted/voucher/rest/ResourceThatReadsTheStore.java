package cn.dengyun.architecture.planted.voucher.rest;

import cn.dengyun.architecture.planted.voucher.store.VoucherStore;

public record ResourceThatReadsTheStore(VoucherStore vouchers) {}
