package cn.dengyun.architecture.planted.trade;

import io.smallrye.mutiny.Uni;

public final class TradeThatWaits {

    public String outcome(Uni<String> work) {
        return work.await().indefinitely();
    }
}
