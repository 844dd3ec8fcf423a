package cn.dengyun.architecture.planted.reference.deep.inner;

import cn.dengyun.architecture.planted.trade.TradeService;

public record DeepReferenceThatKnowsTrade(TradeService trade) {}
