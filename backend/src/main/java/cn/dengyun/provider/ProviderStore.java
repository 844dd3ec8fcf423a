package cn.dengyun.provider;

import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Providers in the database. */
@ApplicationScoped
class ProviderStore {

    private static final String COLUMNS =
            "id, organization_id, kinds, name_zh, name_en, hotline, homepage, status, version,"
                    + " created_at, updated_at";
    private static final String BY_IDS = "SELECT " + COLUMNS + " FROM provider WHERE id = ANY($1)";
    private static final String PAGE = "SELECT " + COLUMNS + " FROM provider"
            + " WHERE ($1::uuid IS NULL OR id > $1) AND ($2::text IS NULL OR kinds @> ARRAY[$2])"
            + " AND ($3::uuid IS NULL OR organization_id = $3) AND ($4::text IS NULL OR status = $4)"
            + " AND ($5::text IS NULL OR strpos(lower(concat_ws(E'\\n', name_zh, name_en)), lower($5)) > 0)"
            + " ORDER BY id LIMIT $6";
    private static final String INSERT = "INSERT INTO provider (" + COLUMNS + ", created_by)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    private static final String AMONG = "SELECT organization_id FROM provider WHERE organization_id = ANY($1)";

    private final Pool pool;

    ProviderStore(Pool pool) {
        this.pool = pool;
    }

    /** Those of the providers that exist, in no particular order. */
    Uni<List<Provider>> byIds(Set<UUID> ids) {
        return pool.preparedQuery(BY_IDS)
                .execute(Tuple.of(ids.toArray(new UUID[0])))
                .map(ProviderStore::toProviders);
    }

    /** Which of the organisations are providers. */
    Uni<Set<UUID>> among(SqlClient client, Collection<UUID> organizations) {
        return client.preparedQuery(AMONG)
                .execute(Tuple.of((Object) organizations.stream().distinct().toArray(UUID[]::new)))
                .map(rows -> {
                    Set<UUID> found = new HashSet<>();
                    rows.forEach(row -> found.add(row.getUUID(0)));
                    return found;
                });
    }

    /** Oldest first. */
    Uni<List<Provider>> page(UUID after, ProviderFilter filter, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(
                        after,
                        filter.kind() == null ? null : filter.kind().name(),
                        filter.organizationId(),
                        filter.status() == null ? null : filter.status().name(),
                        filter.text(),
                        rows))
                .map(ProviderStore::toProviders);
    }

    /** Rejects with {@code provider-exists} (409) when the organisation is a provider already. */
    Uni<Void> insert(SqlConnection connection, Provider provider, UUID createdBy) {
        Object[] row = {
            provider.id(),
            provider.organizationId(),
            provider.kinds().stream().map(ProviderKind::name).toArray(String[]::new),
            provider.nameZh(),
            provider.nameEn(),
            provider.hotline(),
            provider.homepage(),
            provider.status().name(),
            provider.version(),
            provider.createdAt().atOffset(ZoneOffset.UTC),
            provider.updatedAt().atOffset(ZoneOffset.UTC),
            createdBy
        };
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(row))
                .onFailure(ProviderStore::isOrganizationTaken)
                .transform(failure -> Rejection.conflict("provider-exists"))
                .replaceWithVoid();
    }

    private static boolean isOrganizationTaken(Throwable failure) {
        return failure instanceof PgException refusal && "provider_organization_unique".equals(refusal.getConstraint());
    }

    private static List<Provider> toProviders(RowSet<Row> rows) {
        List<Provider> providers = new ArrayList<>(rows.size());
        rows.forEach(row -> providers.add(toProvider(row)));
        return providers;
    }

    private static Provider toProvider(Row row) {
        return new Provider(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                Stream.of(row.getArrayOfStrings("kinds"))
                        .map(ProviderKind::valueOf)
                        .sorted()
                        .toList(),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("hotline"),
                row.getString("homepage"),
                ProviderStatus.valueOf(row.getString("status")),
                row.getInteger("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
