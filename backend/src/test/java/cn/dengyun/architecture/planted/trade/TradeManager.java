package cn.dengyun.architecture.planted.trade;

public final class TradeManager {}
