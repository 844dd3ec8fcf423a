package cn.dengyun.architecture.planted.trade;

import org.eclipse.microprofile.config.inject.ConfigProperty;

public final class TradeWithAConfiguredField {

    @ConfigProperty(name = "dengyun.planted", defaultValue = "none")
    public String setting;
}
