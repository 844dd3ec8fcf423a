package cn.dengyun.architecture.planted.trade.deep.inner;

import cn.dengyun.architecture.planted.voucher.deep.inner.store.DeepRows;

public record TradeThatReachesDeepIntoVoucher(DeepRows rows) {}
