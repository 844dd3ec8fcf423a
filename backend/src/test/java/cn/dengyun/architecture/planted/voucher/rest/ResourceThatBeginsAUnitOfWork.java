package cn.dengyun.architecture.planted.voucher.rest;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

public final class ResourceThatBeginsAUnitOfWork {

    public Uni<Void> write(Mutiny.SessionFactory sessions) {
        return sessions.withTransaction(Mutiny.Session::flush);
    }
}
