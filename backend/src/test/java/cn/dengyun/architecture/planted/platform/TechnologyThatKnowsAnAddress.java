package cn.dengyun.architecture.planted.platform;

public final class TechnologyThatKnowsAnAddress {

    public static final String EVENTS = "/api/v1/vouchers/[^/]+/events";

    private TechnologyThatKnowsAnAddress() {}
}
