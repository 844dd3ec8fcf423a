package cn.dengyun.provider;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.provider.domain.Disqualification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Providers in the database. */
@ApplicationScoped
class ProviderStore {

    private static final RowMapper<Provider> PROVIDERS = RowMapper.of(Provider.class);
    private static final RowMapper<Disqualification> DISQUALIFIED = RowMapper.of(Disqualification.class);

    private static final Statement BY_IDS =
            Statement.of("SELECT %s FROM provider WHERE id = ANY($1)".formatted(PROVIDERS.columns()));
    private static final Statement HOLD =
            Statement.of("SELECT %s FROM provider WHERE id = $1 FOR SHARE".formatted(PROVIDERS.columns()));
    /** The status of a moment ($6). */
    private static final String STATUS =
            "provider_status(organization_frozen, suspended_by_hand, suspended_until, disqualified_until, qualified_from,"
                    + " qualified_until, $6)";

    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM provider
            WHERE ($1::uuid IS NULL OR id > $1) AND ($2::text IS NULL OR kinds @> ARRAY[$2])
                AND ($3::uuid IS NULL OR organization_id = $3) AND ($4::text IS NULL OR $4 = %s)
                AND ($5::text IS NULL OR strpos(lower(concat_ws(E'\\n', name_zh, name_en)), lower($5)) > 0)
            ORDER BY id LIMIT $7
            """.formatted(PROVIDERS.columns(), STATUS));
    private static final Statement INSERT = Statement.of("INSERT INTO provider " + PROVIDERS.values("created_by"));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM provider WHERE id = $1 FOR NO KEY UPDATE".formatted(PROVIDERS.columns()));
    private static final Statement SETTLE = Statement.of("""
            UPDATE provider p SET version = version + 1, updated_at = $2,
                suspended_until = (SELECT max(i.suspended_until) FROM security_incident i
                    WHERE i.provider_id = p.id AND i.suspension_lifted_at IS NULL),
                disqualified_until = (SELECT max(s.ends_at) FROM sanction s
                    WHERE s.provider_id = p.id AND s.status = 'EFFECTIVE' AND s.stayed_at IS NULL),
                (qualified_from, qualified_until, kinds) = (SELECT
                    coalesce(min(q.valid_from) FILTER (WHERE q.valid_until > $2), max(q.valid_from)),
                    max(q.valid_until),
                    coalesce(array_agg(DISTINCT q.kind) FILTER (WHERE q.valid_from <= $2 AND q.valid_until > $2), p.kinds)
                    FROM provider_qualification q WHERE q.provider_id = p.id AND q.status = 'QUALIFIED')
            WHERE id = $1 RETURNING %s
            """.formatted(PROVIDERS.columns()));
    private static final Statement FREEZE = Statement.of("""
            UPDATE provider SET organization_frozen = $2, version = version + 1, updated_at = $3
            WHERE organization_id = $1 AND organization_frozen <> $2
            """);
    private static final Statement LET_GO = Statement.of("""
            UPDATE provider SET suspended_by_hand = false, version = version + 1, updated_at = $2
            WHERE id = $1 RETURNING %s
            """.formatted(PROVIDERS.columns()));
    /** A sanction that was taken back never disqualified; one that is stayed does no more. */
    private static final Statement DISQUALIFICATIONS = Statement.of("""
            SELECT provider_id, decided_at AS since, least(stayed_at, ends_at) AS until FROM sanction
            WHERE provider_id = ANY($1) AND status = 'EFFECTIVE'
            """);

    private static final Statement LOCK_OF = Statement.of(
            "SELECT %s FROM provider WHERE organization_id = $1 FOR NO KEY UPDATE".formatted(PROVIDERS.columns()));
    private static final Statement DESCRIBE = Statement.of("""
            UPDATE provider SET kinds = $2, name_zh = $3, name_en = $4, hotline = $5, homepage = $6, version = $7,
                updated_at = $8
            WHERE id = $1
            """);
    private static final Statement SANCTIONED_UNTIL = Statement.of("""
            SELECT max(ends_at) FROM sanction WHERE organization_id = $1 AND status = 'EFFECTIVE'
            """);
    private static final Statement AMONG =
            Statement.of("SELECT organization_id FROM provider WHERE organization_id = ANY($1)");

    private final Pool pool;

    ProviderStore(Pool pool) {
        this.pool = pool;
    }

    /** Those of the providers that exist, in no particular order. */
    Uni<List<Provider>> byIds(Set<UUID> ids) {
        return byIds(pool, ids);
    }

    /** The same. */
    Uni<List<Provider>> byIds(SqlClient client, Collection<UUID> ids) {
        return BY_IDS.execute(client, Parameters.ids(ids)).map(PROVIDERS::list);
    }

    /**
     * The provider, shared with others who hold it so, and unchanged until the unit of work ends. Rejects with
     * {@code provider-not-found} (404).
     */
    Uni<Provider> hold(SqlConnection connection, UUID id) {
        return HOLD.execute(connection, id).map(PROVIDERS.orNotFound("provider-not-found"));
    }

    /** The provider, which nobody else may hold until the unit of work ends. Rejects like {@link #hold}. */
    Uni<Provider> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(PROVIDERS.orNotFound("provider-not-found"));
    }

    /** Writes the standing of a locked provider as it follows from what is on record; the provider afterwards. */
    Uni<Provider> settle(SqlConnection connection, UUID id, Instant now) {
        return SETTLE.execute(connection, id, now).map(PROVIDERS.orNotFound("provider-not-found"));
    }

    /** Ends the suspension of a locked provider that was made by hand; the provider afterwards. */
    Uni<Provider> letGo(SqlConnection connection, UUID id, Instant now) {
        return LET_GO.execute(connection, id, now).map(PROVIDERS.orNotFound("provider-not-found"));
    }

    /** When any of the providers is, was or will be disqualified. */
    Uni<List<Disqualification>> disqualifications(Collection<UUID> ids) {
        return DISQUALIFICATIONS.execute(pool, Parameters.ids(ids)).map(DISQUALIFIED::list);
    }

    /** The provider that an organisation is, held like {@link #lock}; empty when it is none. */
    Uni<Optional<Provider>> lockOf(SqlConnection connection, UUID organization) {
        return LOCK_OF.execute(connection, organization).map(PROVIDERS::optional);
    }

    /** Writes what a locked provider says of itself. */
    Uni<Provider> describe(SqlConnection connection, Provider after) {
        return DESCRIBE.execute(
                        connection,
                        after.id(),
                        Parameters.texts(after.kinds()),
                        after.nameZh(),
                        after.nameEn(),
                        after.hotline(),
                        after.homepage(),
                        after.version(),
                        after.updatedAt())
                .invoke(Rows.exactly(1, "a provider that is locked is there"))
                .replaceWith(after);
    }

    /** The latest end of the sanctions that bind an organisation, or bound it; null where none ever did. */
    Uni<Instant> sanctionedUntil(SqlConnection connection, UUID organization) {
        return SANCTIONED_UNTIL
                .execute(connection, organization)
                .map(rows -> Rows.moment(rows).orElse(null));
    }

    /** Takes down whether the organisation is frozen; nothing happens when it is no provider. */
    Uni<Void> freeze(SqlConnection connection, UUID organizationId, boolean isFrozen, Instant now) {
        return FREEZE.execute(connection, organizationId, isFrozen, now).replaceWithVoid();
    }

    /** Which of the organisations are providers. */
    Uni<Set<UUID>> among(SqlClient client, Collection<UUID> organizations) {
        return AMONG.execute(client, Parameters.ids(organizations)).map(Rows::ids);
    }

    /** Oldest first. */
    Uni<List<Provider>> page(UUID after, ProviderFilter filter, Instant now, int rows) {
        return PAGE.execute(
                        pool, after, filter.kind(), filter.organizationId(), filter.status(), filter.text(), now, rows)
                .map(PROVIDERS::list);
    }

    /** Breaks {@code provider_organization_unique} when the organisation is a provider already. */
    Uni<Void> insert(SqlConnection connection, Provider provider, UUID createdBy) {
        return INSERT.execute(connection, provider, createdBy).replaceWithVoid();
    }
}
