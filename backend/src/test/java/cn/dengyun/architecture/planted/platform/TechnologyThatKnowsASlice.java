package cn.dengyun.architecture.planted.platform;

import cn.dengyun.architecture.planted.trade.TradeService;

public record TechnologyThatKnowsASlice(TradeService trade) {}
