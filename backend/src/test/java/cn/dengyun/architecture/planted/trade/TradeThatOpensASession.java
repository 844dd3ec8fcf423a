package cn.dengyun.architecture.planted.trade;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

public final class TradeThatOpensASession {

    public Uni<Void> write(Mutiny.SessionFactory sessions) {
        return sessions.withSession(Mutiny.Session::flush);
    }
}
