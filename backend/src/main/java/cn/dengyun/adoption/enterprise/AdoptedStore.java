package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.certificate.CertificatePlace;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What concerns many adopted enterprises, the records that they are judged by, and what is counted of them. */
@ApplicationScoped
class AdoptedStore {

    private static final RowMapper<AdoptedEnterprise> ENTERPRISES = RowMapper.of(AdoptedEnterprise.class);
    private static final RowMapper<CountedRecord> COUNTED = RowMapper.of(CountedRecord.class);
    private static final RowMapper<RegionCount> COUNTS = RowMapper.of(RegionCount.class);
    private static final RowMapper<CertificatePlace> PLACES = RowMapper.of(CertificatePlace.class);

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM adopted_enterprise WHERE credit_code = ANY($1) ORDER BY credit_code FOR UPDATE"
                    .formatted(ENTERPRISES.columns()));
    private static final Statement INSERT = Statement.of("""
            INSERT INTO adopted_enterprise (%s) SELECT * FROM %s ON CONFLICT (credit_code) DO NOTHING
            """.formatted(ENTERPRISES.columns(), ENTERPRISES.unnested()));
    private static final Statement UPDATE = Statement.of("""
            UPDATE adopted_enterprise e SET version = t.version, name = t.name, organization_id = t.organization_id,
                region_code = t.region_code, status = t.status, level = t.level, rule_number = t.rule_number,
                records = t.records, providers = t.providers, adopted_on = t.adopted_on, deep_on = t.deep_on,
                confirmed_until = t.confirmed_until, valid_until = t.valid_until, declined_at = t.declined_at,
                reminded_of = t.reminded_of, judge_at = t.judge_at, brought_by_code = t.brought_by_code,
                ended_at = t.ended_at, reason = t.reason, updated_at = t.updated_at
            FROM %s WHERE e.id = t.id AND e.version = t.version - 1
            """.formatted(ENTERPRISES.unnested()));
    private static final Statement RECORDS_OF = Statement.of("""
            SELECT r.id, r.credit_code, r.enterprise_name, r.organization_id, r.region_code, r.provider_id,
                r.provider_code, r.source = 'IMPORT' AS is_imported, r.category_code, r.starts_on, r.ends_on,
                r.last_used_on, r.devices, r.brought_by_code, r.counted_at
            FROM adoption_record r WHERE r.credit_code = ANY($1) AND r.status = 'COUNTED'
            """);
    private static final Statement DEEP_AMONG = Statement.of("""
            SELECT credit_code FROM adopted_enterprise
            WHERE credit_code = ANY($1) AND status = 'ADOPTED' AND level = 'DEEP'
            """);
    private static final Statement DUE = Statement.of(
            "SELECT credit_code FROM adopted_enterprise WHERE judge_at <= $1 ORDER BY judge_at, id LIMIT $2");
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(judge_at) FROM adopted_enterprise WHERE judge_at > $1");
    private static final Statement BY_CODE = Statement.of(
            "SELECT %s FROM adopted_enterprise WHERE certificate_code = $1".formatted(ENTERPRISES.columns()));
    private static final Statement COUNT = Statement.of("""
            SELECT region_code, count(*) AS adopted, count(*) FILTER (WHERE level = 'DEEP') AS deep,
                sum(providers)::bigint AS by_provider
            FROM adopted_enterprise WHERE status = 'ADOPTED' AND valid_until > $1 GROUP BY region_code
            """);

    // A lapsed one is listed as what it is, and so is one that is not deeply connected; what is deep is the rest.
    private static final Statement LISTED = Statement.of("""
            SELECT status_index, CASE WHEN status = 'ADOPTED' AND valid_until > $1 THEN 3 ELSE 1 END AS status
            FROM adopted_enterprise
            WHERE status <> 'ADOPTED' OR valid_until <= $1 OR level = 'CLOUD'
            """);
    private static final Statement LINK = Statement.of("""
            UPDATE adopted_enterprise SET organization_id = $2, version = version + 1, updated_at = $3
            WHERE credit_code = $1 AND organization_id IS DISTINCT FROM $2
            """);

    private static final Statement UNLINK = Statement.of("""
            UPDATE adopted_enterprise SET organization_id = NULL, version = version + 1, updated_at = $3
            WHERE credit_code = $1 AND organization_id = $2
            """);

    private final Pool pool;

    AdoptedStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * How many count in a region.
     *
     * @param byProvider each once for each of its providers
     */
    record RegionCount(String regionCode, long adopted, long deep, long byProvider) {}

    /** Those that are there, by credit code, held until the unit of work ends. */
    Uni<Map<String, AdoptedEnterprise>> lock(SqlConnection connection, Collection<String> codes) {
        return LOCK.execute(connection, Parameters.texts(codes))
                .map(found -> ENTERPRISES.by(AdoptedEnterprise::creditCode, found));
    }

    /** How many of them were put on record; fewer where somebody else has just done so. */
    Uni<Integer> insert(SqlConnection connection, List<AdoptedEnterprise> made) {
        return INSERT.execute(connection, ENTERPRISES.arrays(made)).map(Rows::written);
    }

    /** How many were written over the version before. */
    Uni<Integer> update(SqlConnection connection, List<AdoptedEnterprise> changed) {
        return UPDATE.execute(connection, ENTERPRISES.arrays(changed)).map(Rows::written);
    }

    /** The records that count, by credit code. */
    Uni<Map<String, List<CountedRecord>>> counted(SqlClient client, Collection<String> codes) {
        return RECORDS_OF.execute(client, Parameters.texts(codes)).map(found -> {
            Map<String, List<CountedRecord>> byCode = new HashMap<>();
            COUNTED.list(found)
                    .forEach(each -> byCode.computeIfAbsent(each.creditCode(), code -> new ArrayList<>())
                            .add(each));
            return byCode;
        });
    }

    /** Which of them are deeply connected. */
    Uni<Set<String>> deepAmong(SqlClient client, Collection<String> codes) {
        return DEEP_AMONG
                .execute(client, Parameters.texts(codes))
                .map(found -> Set.copyOf(Rows.<String>list(found, row -> row.getString(0))));
    }

    /** Credit codes of those with which the clock makes a difference now. */
    Uni<List<String>> due(Instant now, int rows) {
        return DUE.execute(pool, now, rows).map(found -> Rows.<String>list(found, row -> row.getString(0)));
    }

    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    Uni<Optional<AdoptedEnterprise>> byCertificate(String code) {
        return BY_CODE.execute(pool, code).map(ENTERPRISES::optional);
    }

    /** How many enterprises count at a moment, by the region in which they are. */
    Uni<List<RegionCount>> count(Instant now) {
        return COUNT.execute(pool, now).map(COUNTS::list);
    }

    /** The places of those that are not deeply connected. */
    Uni<List<CertificatePlace>> listed(Instant now) {
        return LISTED.execute(pool, now).map(PLACES::list);
    }

    /** The enterprise is an organisation of the platform from now on. */
    Uni<Void> link(SqlConnection connection, String creditCode, UUID organization, Instant now) {
        return LINK.execute(connection, creditCode, organization, now).replaceWithVoid();
    }

    /** The organisation does not speak for the enterprise any more. */
    Uni<Void> unlink(SqlConnection connection, String creditCode, UUID organization, Instant now) {
        return UNLINK.execute(connection, creditCode, organization, now).replaceWithVoid();
    }
}
