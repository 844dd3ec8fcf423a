package cn.dengyun.architecture.planted.voucher.deep.inner.store;

public final class DeepRows {}
