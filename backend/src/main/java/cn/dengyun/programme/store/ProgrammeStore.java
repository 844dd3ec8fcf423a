package cn.dengyun.programme.store;

import cn.dengyun.platform.citation.CitationSource.Citing;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.programme.domain.RuleVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Programmes and the versions of their rules. */
@ApplicationScoped
public class ProgrammeStore {

    private static final RowMapper<RuleVersion> RULE_VERSIONS = RowMapper.of(RuleVersion.class);
    private static final RowMapper<Programme> PROGRAMMES = RowMapper.of(Programme.class)
            .named("recordedStatus", "status")
            .named("simulation.ruleVersion", "simulated_rule_version")
            .named("simulation.summary", "simulation_summary")
            .named("simulation.at", "simulated_at");
    private static final RowMapper<Latest> LATEST = RowMapper.of(Latest.class);
    private static final RowMapper<Citing> CITINGS = RowMapper.of(Citing.class);
    private static final String COLUMNS = """
            p.id, p.name_zh, p.name_en, p.summary_zh, p.summary_en, p.funding_level, p.region_code,
                p.owner_organization_id, p.fiscal_year, p.kind, p.status, p.opens_at, p.closes_at, p.carried_from_id,
                p.simulation_id, p.simulated_rule_version, p.simulation_summary, p.simulated_at, p.version,
                p.created_at, p.created_by, p.updated_at, p.updated_by
            """;
    // In force is the last version that was approved and whose time has come ($1).
    private static final String IN_FORCE = """
            coalesce((SELECT max(r.version) FROM rule_version r WHERE r.programme_id = p.id
                AND r.approved_at IS NOT NULL AND (r.effective_from IS NULL OR r.effective_from <= $1)),
                p.rule_version) AS rule_version
            """;
    private static final String SELECT = "SELECT %s, %s FROM programme p".formatted(COLUMNS, IN_FORCE);
    private static final Statement CHANGED = Statement.of("""
            SELECT greatest(max(p.updated_at), (SELECT max(r.approved_at) FROM rule_version r)) FROM programme p
            WHERE p.status NOT IN ('DRAFT', 'SIMULATED', 'APPROVED')
            """);
    private static final Statement FIND = Statement.of("%s WHERE p.id = $2".formatted(SELECT));

    private static final Statement LOCK =
            Statement.of("%s WHERE p.id = ANY($2) ORDER BY p.id FOR NO KEY UPDATE OF p".formatted(SELECT));
    private static final Statement FIND_ALL = Statement.of("%s WHERE p.id = ANY($2) ORDER BY p.id".formatted(SELECT));
    private static final Statement SHARE =
            Statement.of("SELECT id FROM programme WHERE id = ANY($1) ORDER BY id FOR SHARE");
    // The status by the clock, as Programme.statusAt has it.
    private static final String STATUS = """
            CASE WHEN p.closes_at <= $1
                    AND (p.status IN ('OPEN', 'SUSPENDED') OR p.status = 'ANNOUNCED' AND p.opens_at <= $1) THEN 'CLOSED'
                WHEN p.status = 'ANNOUNCED' AND p.opens_at <= $1 THEN 'OPEN'
                ELSE p.status END
            """;
    private static final Statement PAGE = Statement.of("""
            %s WHERE p.id < $2
                AND ($3 OR p.region_code = $4 OR p.status NOT IN ('DRAFT', 'SIMULATED', 'APPROVED'))
                AND ($5::text IS NULL OR %s = $5) AND ($6::integer IS NULL OR p.fiscal_year = $6)
                AND ($7::text[] IS NULL OR p.region_code = ANY($7)) AND ($8::text IS NULL OR p.kind = $8)
                AND ($9::text IS NULL OR strpos(lower(normalize(concat_ws(E'\\n', p.name_zh, p.name_en), NFKC)), $9) > 0)
            ORDER BY p.id DESC LIMIT $10
            """.formatted(SELECT, STATUS));
    private static final Statement INSERT = Statement.of("""
            INSERT INTO programme (id, name_zh, name_en, summary_zh, summary_en, funding_level, region_code,
                owner_organization_id, fiscal_year, status, opens_at, closes_at, rule_version, created_at,
                created_by, updated_at, updated_by, kind)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, $15, $16)
            """);
    private static final Statement UPDATE = Statement.of("""
            UPDATE programme
            SET name_zh = $3, name_en = $4, summary_zh = $5, summary_en = $6, status = $7, opens_at = $8,
                closes_at = $9, rule_version = greatest(rule_version, $10), carried_from_id = $11,
                simulation_id = $12, simulated_rule_version = $13, simulation_summary = $14, simulated_at = $15,
                version = version + 1, updated_at = $16, updated_by = $17
            WHERE id = $1 AND version = $2
            """);

    private static final Statement FIND_RULES = Statement.of(
            "SELECT %s FROM rule_version WHERE programme_id = $1 AND version = $2".formatted(RULE_VERSIONS.columns()));

    private static final Statement PAGE_RULES = Statement.of("""
            SELECT %s FROM rule_version WHERE programme_id = $1 AND version < $2
                AND ($3 OR approved_at IS NOT NULL)
            ORDER BY version DESC LIMIT $4
            """.formatted(RULE_VERSIONS.columns()));
    private static final Statement LATEST_RULES = Statement.of("""
            SELECT coalesce(max(version), 0) AS version,
                coalesce(max(version) FILTER (WHERE approved_at IS NOT NULL), 0) AS approved
            FROM rule_version WHERE programme_id = $1
            """);
    private static final Statement INSERT_RULES = Statement.of("INSERT INTO rule_version " + RULE_VERSIONS.values());
    private static final Statement APPROVE_RULES = Statement.of("""
            UPDATE rule_version
            SET approved_at = $3, approved_by = $4, effective_from = greatest(effective_from, $3)
            WHERE programme_id = $1 AND version = $2 AND approved_at IS NULL
            """);
    // A version is in force from its own time on, until that of a later one that was approved.
    private static final Statement CITING = Statement.of("""
            SELECT DISTINCT cited.value ->> 'anchor' AS anchor, p.name_zh,
                '/api/v1/programmes/' || p.id || '/rule-versions/' || r.version AS address
            FROM rule_version r JOIN programme p ON p.id = r.programme_id
            CROSS JOIN LATERAL jsonb_each(r.rules::jsonb) AS cited
            WHERE r.rules::jsonb #>> '{document,policyId}' = $1::text AND cited.value ->> 'anchor' = ANY($2)
                AND r.approved_at IS NOT NULL AND p.status IN ('ANNOUNCED', 'OPEN', 'SUSPENDED', 'CLOSED', 'SETTLING')
                AND NOT EXISTS (SELECT 1 FROM rule_version n WHERE n.programme_id = r.programme_id
                    AND n.version > r.version AND n.approved_at IS NOT NULL AND n.effective_from <= $3)
            ORDER BY anchor, address LIMIT $4
            """);

    /** Numbers of versions; 0 where there is none. */
    public record Latest(int version, int approved) {}

    /**
     * Which programmes a list shows; what is null lets all through.
     *
     * @param isAll whether those are shown too that are not public
     * @param ownRegion whose programmes are shown too though they are not public
     * @param regions of their owners; one of these
     * @param text a part of the Chinese or the English name, as {@code SearchText.normalise} makes it
     */
    public record Filter(
            boolean isAll,
            String ownRegion,
            ProgrammeStatus status,
            Integer fiscalYear,
            List<String> regions,
            ProgrammeKind kind,
            String text) {}

    /**
     * A programme.
     *
     * @param now decides which version of its rules is in force
     * @return null when there is none with this id
     */
    public Uni<Programme> find(SqlClient client, UUID id, Instant now) {
        return FIND.execute(client, now, id).map(PROGRAMMES::first);
    }

    /** Several at once, by id; those that exist. */
    public Uni<List<Programme>> findAll(SqlClient client, Collection<UUID> ids, Instant now) {
        return FIND_ALL.execute(client, now, Parameters.ids(ids)).map(PROGRAMMES::list);
    }

    /** A version of the rules, approved or not; null when there is none with this number. */
    public Uni<RuleVersion> findRules(SqlClient client, UUID programmeId, int version) {
        return FIND_RULES.execute(client, programmeId, version).map(RULE_VERSIONS::first);
    }

    /** The same, held until the unit of work ends; null when there is none. */
    public Uni<Programme> lock(SqlConnection connection, UUID id, Instant now) {
        return lockAll(connection, List.of(id), now).map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** Several at once, by id; those that exist. */
    public Uni<List<Programme>> lockAll(SqlConnection connection, List<UUID> ids, Instant now) {
        return LOCK.execute(connection, now, Parameters.ids(ids)).map(PROGRAMMES::list);
    }

    /** Keeps them as they are until the unit of work ends, whoever else does so too. */
    public Uni<Void> share(SqlConnection connection, Collection<UUID> ids) {
        return SHARE.execute(connection, Parameters.ids(ids)).replaceWithVoid();
    }

    /** Newest first, behind an id. */
    public Uni<List<Programme>> page(SqlClient client, Filter filter, UUID before, int rows, Instant now) {
        return PAGE.execute(client, now, before, filter, rows).map(PROGRAMMES::list);
    }

    public Uni<Void> insert(SqlConnection connection, Programme programme) {
        return INSERT.execute(
                        connection,
                        programme.id(),
                        programme.nameZh(),
                        programme.nameEn(),
                        programme.summaryZh(),
                        programme.summaryEn(),
                        programme.fundingLevel(),
                        programme.regionCode(),
                        programme.ownerOrganizationId(),
                        programme.fiscalYear(),
                        programme.recordedStatus(),
                        programme.opensAt(),
                        programme.closesAt(),
                        programme.ruleVersion(),
                        programme.createdAt(),
                        programme.createdBy(),
                        programme.kind())
                .replaceWithVoid();
    }

    /** Writes what may change of a programme that is locked and of this version. */
    public Uni<Void> update(SqlConnection connection, Programme programme, Instant now, UUID by) {
        Programme.Simulated tried = programme.simulation();
        return UPDATE.execute(
                        connection,
                        programme.id(),
                        programme.version(),
                        programme.nameZh(),
                        programme.nameEn(),
                        programme.summaryZh(),
                        programme.summaryEn(),
                        programme.recordedStatus(),
                        programme.opensAt(),
                        programme.closesAt(),
                        programme.ruleVersion(),
                        programme.carriedFromId(),
                        tried == null ? null : tried.simulationId(),
                        tried == null ? null : tried.ruleVersion(),
                        tried == null ? null : tried.summary(),
                        tried == null ? null : tried.at(),
                        now,
                        by)
                .invoke(Rows.exactly(1, "programme " + programme.id() + " changed while it was locked"))
                .replaceWithVoid();
    }

    /** Newest first, behind a version. */
    public Uni<List<RuleVersion>> pageRules(SqlClient client, UUID programmeId, int before, boolean isAll, int rows) {
        return PAGE_RULES.execute(client, programmeId, before, isAll, rows).map(RULE_VERSIONS::list);
    }

    public Uni<Latest> latestRules(SqlClient client, UUID programmeId) {
        return LATEST_RULES.execute(client, programmeId).map(LATEST::first);
    }

    /** Rules that cite a clause at a moment or later, of programmes that everybody knows of; by anchor. */
    public Uni<List<Citing>> citing(
            SqlClient client, UUID policyId, Collection<String> anchors, Instant moment, int rows) {
        return CITING.execute(client, policyId.toString(), Parameters.texts(anchors), moment, rows)
                .map(CITINGS::list);
    }

    public Uni<Void> insertRules(SqlConnection connection, RuleVersion rules) {
        return INSERT_RULES.execute(connection, rules).replaceWithVoid();
    }

    /** Approves a version of a programme that is locked; in force from its own time on, at the earliest now. */
    public Uni<Void> approveRules(SqlConnection connection, UUID programmeId, int version, Instant now, UUID by) {
        return APPROVE_RULES
                .execute(connection, programmeId, version, now, by)
                .invoke(Rows.exactly(1, "rules of programme " + programmeId + " are approved already"))
                .replaceWithVoid();
    }

    /** When a public programme was changed last, or rules were approved; empty where none was. */
    public Uni<Optional<Instant>> changedAt(SqlClient client) {
        return CHANGED.execute(client).map(Rows::moment);
    }
}
