package cn.dengyun.platform.mail;

import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes e-mail in the unit of work that has a reason for it: what is given up is never sent. It leaves afterwards, in
 * the background, and is tried again when the server refuses it or is away. A mail may arrive twice after a crash, with
 * the same Message-ID.
 */
@ApplicationScoped
public class MailQueue {

    private static final Statement INSERT = Statement.of("""
            INSERT INTO mail (id, recipient, subject, content, state, due_at, created_at)
            VALUES ($1, $2, $3, $4, 'QUEUED', now(), now())
            """);

    private final MailWorker worker;

    MailQueue(MailWorker worker) {
        this.worker = worker;
    }

    /** Takes the mail through the connection that holds the caller's unit of work. */
    public Uni<Void> write(SqlConnection connection, Mail mail) {
        return INSERT.execute(connection, Ids.next(), mail.to(), mail.subject(), mail.text())
                .invoke(worker::soon)
                .replaceWithVoid();
    }
}
