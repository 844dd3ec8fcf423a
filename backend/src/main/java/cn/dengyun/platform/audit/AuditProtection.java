package cn.dengyun.platform.audit;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.rows.Rows;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says at start when the platform's role in the database could change what was recorded. */
@ApplicationScoped
class AuditProtection {

    private static final Logger LOG = Logger.getLogger(AuditProtection.class);
    private static final String MAY_DELETE = "SELECT has_table_privilege(current_user, 'audit_entry', 'DELETE')";

    private final Pool pool;

    AuditProtection(Pool pool) {
        this.pool = pool;
    }

    void check(@Observes StartupEvent event) {
        pool.query(MAY_DELETE)
                .execute()
                .map(Rows::truth)
                .subscribe()
                .with(
                        mayDelete -> {
                            if (mayDelete) {
                                LOG.warn(
                                        "The service's role in the database owns the audit trail, so only triggers keep it"
                                                + " from changing it. Let migrations run as another role:"
                                                + " dengyun.database.owner-username and dengyun.database.owner-password.");
                            }
                        },
                        new FailureReport(LOG, "whether the audit trail is protected could not be found out"));
    }
}
