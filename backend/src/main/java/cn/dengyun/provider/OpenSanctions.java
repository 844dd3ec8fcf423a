package cn.dengyun.provider;

import cn.dengyun.platform.opendata.OpenDataSource;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sanctions that are in force or have ended. */
@ApplicationScoped
class OpenSanctions implements OpenDataSource {

    private static final Statement CHANGED =
            Statement.of("SELECT max(updated_at) FROM sanction WHERE status IN ('EFFECTIVE', 'REVOKED')");

    private final Pool pool;

    OpenSanctions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Dataset>> datasets() {
        return CHANGED.execute(pool)
                .map(Rows::moment)
                .map(changed -> List.of(new Dataset(
                        "sanctions",
                        new Words("服务商处罚", "Sanctions against providers"),
                        new Words(
                                "生效中和已期满的服务商处罚；被撤销的不再列出。",
                                "Sanctions against providers that are in force or have ended; what was revoked is not"
                                        + " listed any more."),
                        IRREGULAR,
                        null,
                        changed.orElse(null),
                        List.of(new Distribution("/api/v1/sanctions", JSON)))));
    }
}
