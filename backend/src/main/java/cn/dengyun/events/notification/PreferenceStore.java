package cn.dengyun.events.notification;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people have chosen. */
@ApplicationScoped
class PreferenceStore {

    private static final RowMapper<Choice> CHOICES = RowMapper.of(Choice.class);
    private static final Statement FIND = Statement.of(
            "SELECT %s FROM notification_preference WHERE account_id = ANY($1)".formatted(CHOICES.columns()));
    private static final Statement SAVE = Statement.of("""
            INSERT INTO notification_preference AS kept (account_id, language, not_shown, not_mailed, version)
            VALUES ($1, $2, $3, $4, $5 + 1) ON CONFLICT ON CONSTRAINT notification_preference_pk DO UPDATE
            SET language = excluded.language, not_shown = excluded.not_shown, not_mailed = excluded.not_mailed,
                version = excluded.version
            WHERE kept.version = $5
            """);

    /** The choices of those who have made any. */
    Uni<Map<UUID, NotificationPreferences>> find(SqlClient connection, Collection<UUID> accounts) {
        return FIND.execute(connection, Parameters.ids(accounts))
                .map(rows ->
                        CHOICES.list(rows).stream().collect(Collectors.toMap(Choice::accountId, Choice::preferences)));
    }

    /** Replaces the choices unless somebody else has meanwhile; tells whether it did. */
    Uni<Boolean> save(SqlClient connection, UUID account, NotificationPreferences wanted) {
        return SAVE.execute(connection, account, wanted).map(Rows::any);
    }

    private record Choice(UUID accountId, NotificationPreferences preferences) {}
}
