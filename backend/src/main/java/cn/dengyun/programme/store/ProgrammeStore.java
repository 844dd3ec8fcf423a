package cn.dengyun.programme.store;

import cn.dengyun.programme.domain.FundingLevel;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.programme.domain.RuleVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Programmes and the versions of their rules. */
@ApplicationScoped
public class ProgrammeStore {

    private static final String COLUMNS =
            "p.id, p.name_zh, p.name_en, p.summary_zh, p.summary_en, p.funding_level, p.region_code,"
                    + " p.owner_organization_id, p.fiscal_year, p.status, p.opens_at, p.closes_at, p.carried_from_id,"
                    + " p.simulation_id, p.simulated_rule_version, p.simulation_summary, p.simulated_at, p.version,"
                    + " p.created_at, p.created_by, p.updated_at, p.updated_by,";
    // In force is the last version that was approved and whose time has come ($1).
    private static final String IN_FORCE = " coalesce((SELECT max(r.version) FROM rule_version r"
            + " WHERE r.programme_id = p.id AND r.approved_at IS NOT NULL"
            + " AND (r.effective_from IS NULL OR r.effective_from <= $1)), p.rule_version) AS rule_version";
    private static final String SELECT = "SELECT " + COLUMNS + IN_FORCE + " FROM programme p";
    private static final String FIND = SELECT + " WHERE p.id = $2";

    private static final String LOCK = SELECT + " WHERE p.id = ANY($2) ORDER BY p.id FOR NO KEY UPDATE OF p";
    // The status by the clock, as Programme.statusAt has it.
    private static final String STATUS = "CASE WHEN p.closes_at <= $1 AND (p.status IN ('OPEN', 'SUSPENDED')"
            + " OR p.status = 'ANNOUNCED' AND p.opens_at <= $1) THEN 'CLOSED'"
            + " WHEN p.status = 'ANNOUNCED' AND p.opens_at <= $1 THEN 'OPEN' ELSE p.status END";
    private static final String PAGE = SELECT + " WHERE p.id < $2 AND ($3 OR p.region_code = $4"
            + " OR p.status NOT IN ('DRAFT', 'SIMULATED', 'APPROVED')) AND ($5::text IS NULL OR " + STATUS + " = $5)"
            + " AND ($6::integer IS NULL OR p.fiscal_year = $6) AND ($7::text IS NULL OR p.region_code = $7)"
            + " AND ($8::text IS NULL OR strpos(lower(concat_ws(E'\\n', p.name_zh, p.name_en)), lower($8)) > 0)"
            + " ORDER BY p.id DESC LIMIT $9";
    private static final String INSERT =
            "INSERT INTO programme (id, name_zh, name_en, summary_zh, summary_en, funding_level, region_code,"
                    + " owner_organization_id, fiscal_year, status, opens_at, closes_at, rule_version, created_at,"
                    + " created_by, updated_at, updated_by)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, $15)";
    private static final String UPDATE =
            "UPDATE programme SET name_zh = $3, name_en = $4, summary_zh = $5, summary_en = $6, status = $7,"
                    + " opens_at = $8, closes_at = $9, rule_version = greatest(rule_version, $10), carried_from_id = $11,"
                    + " simulation_id = $12, simulated_rule_version = $13, simulation_summary = $14, simulated_at = $15,"
                    + " version = version + 1, updated_at = $16, updated_by = $17 WHERE id = $1 AND version = $2";

    private static final String RULE_COLUMNS = "programme_id, version, effective_from, rules, content_hash, reason,"
            + " created_at, created_by, approved_at, approved_by";
    private static final String FIND_RULES =
            "SELECT " + RULE_COLUMNS + " FROM rule_version WHERE programme_id = $1 AND version = $2";

    private static final String PAGE_RULES = "SELECT " + RULE_COLUMNS + " FROM rule_version WHERE programme_id = $1"
            + " AND version < $2 AND ($3 OR approved_at IS NOT NULL) ORDER BY version DESC LIMIT $4";
    private static final String LATEST_RULES = "SELECT coalesce(max(version), 0) AS latest,"
            + " coalesce(max(version) FILTER (WHERE approved_at IS NOT NULL), 0) AS approved"
            + " FROM rule_version WHERE programme_id = $1";
    private static final String INSERT_RULES =
            "INSERT INTO rule_version (" + RULE_COLUMNS + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    private static final String APPROVE_RULES = "UPDATE rule_version SET approved_at = $3, approved_by = $4,"
            + " effective_from = greatest(effective_from, $3) WHERE programme_id = $1 AND version = $2"
            + " AND approved_at IS NULL";

    /** Numbers of versions; 0 where there is none. */
    public record Latest(int version, int approved) {}

    /**
     * Which programmes a list shows; what is null lets all through.
     *
     * @param isAll whether those are shown too that are not public
     * @param ownRegion whose programmes are shown too though they are not public
     * @param text a part of the Chinese or the English name, in capitals or not
     */
    public record Filter(
            boolean isAll,
            String ownRegion,
            ProgrammeStatus status,
            Integer fiscalYear,
            String regionCode,
            String text) {}

    /**
     * A programme.
     *
     * @param now decides which version of its rules is in force
     * @return null when there is none with this id
     */
    public Uni<Programme> find(SqlClient client, UUID id, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(moment(now), id))
                .map(rows -> rows.size() == 0 ? null : programme(rows.iterator().next()));
    }

    /** A version of the rules, approved or not; null when there is none with this number. */
    public Uni<RuleVersion> findRules(SqlClient client, UUID programmeId, int version) {
        return client.preparedQuery(FIND_RULES)
                .execute(Tuple.of(programmeId, version))
                .map(rows ->
                        rows.size() == 0 ? null : ruleVersion(rows.iterator().next()));
    }

    /** The same, held until the unit of work ends; null when there is none. */
    public Uni<Programme> lock(SqlConnection connection, UUID id, Instant now) {
        return lockAll(connection, List.of(id), now).map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** Several at once, by id; those that exist. */
    public Uni<List<Programme>> lockAll(SqlConnection connection, List<UUID> ids, Instant now) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(moment(now), ids.toArray(UUID[]::new)))
                .map(rows -> list(rows, ProgrammeStore::programme));
    }

    /** Newest first, behind an id. */
    public Uni<List<Programme>> page(SqlClient client, Filter filter, UUID before, int rows, Instant now) {
        return client.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    moment(now),
                    before,
                    filter.isAll(),
                    filter.ownRegion(),
                    filter.status() == null ? null : filter.status().name(),
                    filter.fiscalYear(),
                    filter.regionCode(),
                    filter.text(),
                    rows
                }))
                .map(found -> list(found, ProgrammeStore::programme));
    }

    public Uni<Void> insert(SqlConnection connection, Programme programme) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    programme.id(),
                    programme.nameZh(),
                    programme.nameEn(),
                    programme.summaryZh(),
                    programme.summaryEn(),
                    programme.fundingLevel().name(),
                    programme.regionCode(),
                    programme.ownerOrganizationId(),
                    programme.fiscalYear(),
                    programme.recordedStatus().name(),
                    moment(programme.opensAt()),
                    moment(programme.closesAt()),
                    programme.ruleVersion(),
                    moment(programme.createdAt()),
                    programme.createdBy()
                }))
                .replaceWithVoid();
    }

    /** Writes what may change of a programme that is locked and of this version. */
    public Uni<Void> update(SqlConnection connection, Programme programme, Instant now, UUID by) {
        Programme.Simulated tried = programme.simulation();
        return connection
                .preparedQuery(UPDATE)
                .execute(Tuple.from(new Object[] {
                    programme.id(),
                    programme.version(),
                    programme.nameZh(),
                    programme.nameEn(),
                    programme.summaryZh(),
                    programme.summaryEn(),
                    programme.recordedStatus().name(),
                    moment(programme.opensAt()),
                    moment(programme.closesAt()),
                    programme.ruleVersion(),
                    programme.carriedFromId(),
                    tried == null ? null : tried.simulationId(),
                    tried == null ? null : tried.ruleVersion(),
                    tried == null ? null : tried.summary(),
                    tried == null ? null : moment(tried.at()),
                    moment(now),
                    by
                }))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw new IllegalStateException("programme " + programme.id() + " changed while it was locked");
                    }
                })
                .replaceWithVoid();
    }

    /** Newest first, behind a version. */
    public Uni<List<RuleVersion>> pageRules(SqlClient client, UUID programmeId, int before, boolean isAll, int rows) {
        return client.preparedQuery(PAGE_RULES)
                .execute(Tuple.of(programmeId, before, isAll, rows))
                .map(found -> list(found, ProgrammeStore::ruleVersion));
    }

    public Uni<Latest> latestRules(SqlClient client, UUID programmeId) {
        return client.preparedQuery(LATEST_RULES)
                .execute(Tuple.of(programmeId))
                .map(rows -> rows.iterator().next())
                .map(row -> new Latest(row.getInteger("latest"), row.getInteger("approved")));
    }

    public Uni<Void> insertRules(SqlConnection connection, RuleVersion rules) {
        return connection
                .preparedQuery(INSERT_RULES)
                .execute(Tuple.from(new Object[] {
                    rules.programmeId(),
                    rules.version(),
                    moment(rules.effectiveFrom()),
                    rules.rules(),
                    rules.contentHash(),
                    rules.reason(),
                    moment(rules.createdAt()),
                    rules.createdBy(),
                    moment(rules.approvedAt()),
                    rules.approvedBy()
                }))
                .replaceWithVoid();
    }

    /** Approves a version of a programme that is locked; in force from its own time on, at the earliest now. */
    public Uni<Void> approveRules(SqlConnection connection, UUID programmeId, int version, Instant now, UUID by) {
        return connection
                .preparedQuery(APPROVE_RULES)
                .execute(Tuple.of(programmeId, version, moment(now), by))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw new IllegalStateException("rules of programme " + programmeId + " are approved already");
                    }
                })
                .replaceWithVoid();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(read.apply(row)));
        return found;
    }

    private static RuleVersion ruleVersion(Row row) {
        return new RuleVersion(
                row.getUUID("programme_id"),
                row.getInteger("version"),
                instant(row, "effective_from"),
                row.getString("rules"),
                row.getString("content_hash"),
                row.getString("reason"),
                instant(row, "created_at"),
                row.getUUID("created_by"),
                instant(row, "approved_at"),
                row.getUUID("approved_by"));
    }

    private static Programme programme(Row row) {
        UUID simulation = row.getUUID("simulation_id");
        return new Programme(
                row.getUUID("id"),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("summary_zh"),
                row.getString("summary_en"),
                FundingLevel.valueOf(row.getString("funding_level")),
                row.getString("region_code"),
                row.getUUID("owner_organization_id"),
                row.getInteger("fiscal_year"),
                ProgrammeStatus.valueOf(row.getString("status")),
                instant(row, "opens_at"),
                instant(row, "closes_at"),
                row.getInteger("rule_version"),
                row.getUUID("carried_from_id"),
                simulation == null
                        ? null
                        : new Programme.Simulated(
                                simulation,
                                row.getInteger("simulated_rule_version"),
                                row.getString("simulation_summary"),
                                instant(row, "simulated_at")),
                row.getInteger("version"),
                instant(row, "created_at"),
                row.getUUID("created_by"),
                instant(row, "updated_at"),
                row.getUUID("updated_by"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
