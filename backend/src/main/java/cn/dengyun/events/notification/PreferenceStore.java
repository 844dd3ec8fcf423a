package cn.dengyun.events.notification;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.web.Language;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people have chosen. */
@ApplicationScoped
class PreferenceStore {

    private static final Statement FIND = Statement.of("""
            SELECT account_id, language, not_shown, not_mailed, version FROM notification_preference
            WHERE account_id = ANY($1)
            """);
    private static final Statement SAVE = Statement.of("""
            INSERT INTO notification_preference AS kept (account_id, language, not_shown, not_mailed, version)
            VALUES ($1, $2, $3, $4, $5 + 1) ON CONFLICT ON CONSTRAINT notification_preference_pk DO UPDATE
            SET language = excluded.language, not_shown = excluded.not_shown, not_mailed = excluded.not_mailed,
                version = excluded.version
            WHERE kept.version = $5
            """);

    /** The choices of those who have made any. */
    Uni<Map<UUID, NotificationPreferences>> find(SqlClient connection, Collection<UUID> accounts) {
        return FIND.execute(connection, Parameters.ids(accounts)).map(rows -> {
            Map<UUID, NotificationPreferences> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getUUID("account_id"), preferences(row)));
            return found;
        });
    }

    /** Replaces the choices unless somebody else has meanwhile; tells whether it did. */
    Uni<Boolean> save(SqlClient connection, UUID account, NotificationPreferences wanted) {
        return SAVE.execute(
                        connection,
                        account,
                        wanted.language().name(),
                        names(wanted.notShown()),
                        names(wanted.notMailed()),
                        wanted.version())
                .map(Rows::any);
    }

    private static String[] names(Set<NotificationKind> kinds) {
        return kinds.stream().map(Enum::name).toArray(String[]::new);
    }

    private static NotificationPreferences preferences(Row row) {
        return new NotificationPreferences(
                Language.valueOf(row.getString("language")),
                kinds(row.getArrayOfStrings("not_shown")),
                kinds(row.getArrayOfStrings("not_mailed")),
                row.getInteger("version"));
    }

    private static Set<NotificationKind> kinds(String[] names) {
        return Arrays.stream(names).map(NotificationKind::valueOf).collect(Collectors.toSet());
    }
}
