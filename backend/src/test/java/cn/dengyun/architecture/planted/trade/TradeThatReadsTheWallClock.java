package cn.dengyun.architecture.planted.trade;

import java.time.Instant;

public final class TradeThatReadsTheWallClock {

    public Instant now() {
        return Instant.now();
    }
}
