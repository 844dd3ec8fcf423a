package cn.dengyun.architecture.planted.voucher.store;

public final class VoucherStore {}
