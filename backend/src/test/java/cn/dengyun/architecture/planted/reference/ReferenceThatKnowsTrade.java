package cn.dengyun.architecture.planted.reference;

import cn.dengyun.architecture.planted.trade.TradeService;

public record ReferenceThatKnowsTrade(TradeService trade) {}
