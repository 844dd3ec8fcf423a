package cn.dengyun.architecture.planted.voucher.deep.inner;

public final class DeepService {}
