package cn.dengyun.architecture.planted.trade;

import org.hibernate.reactive.mutiny.Mutiny;

public final class TradeThatWritesBatches {

    public Mutiny.Session quick(Mutiny.Session session) {
        return session.setBatchSize(20);
    }
}
