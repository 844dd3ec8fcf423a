package cn.dengyun.architecture.planted.trade;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

public final class TradeThatSharesASession {

    public Uni<Void> twice(Mutiny.Session session) {
        return Uni.combine().all().unis(session.flush(), session.flush()).discardItems();
    }
}
