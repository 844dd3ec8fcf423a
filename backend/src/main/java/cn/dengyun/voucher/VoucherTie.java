package cn.dengyun.voucher;

import cn.dengyun.identity.organization.OrganizationTie;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The organisation was given a voucher, whatever became of it. */
@ApplicationScoped
class VoucherTie implements OrganizationTie {

    private static final Statement HAS_ANY =
            Statement.of("SELECT EXISTS (SELECT FROM voucher WHERE organization_id = $1)");

    @Override
    public Uni<Boolean> binds(SqlConnection connection, UUID organizationId) {
        return HAS_ANY.execute(connection, organizationId).map(Rows::truth);
    }
}
