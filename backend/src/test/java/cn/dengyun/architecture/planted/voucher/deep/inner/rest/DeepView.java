package cn.dengyun.architecture.planted.voucher.deep.inner.rest;

import cn.dengyun.architecture.planted.voucher.deep.inner.store.DeepRows;

public record DeepView(DeepRows rows) {}
