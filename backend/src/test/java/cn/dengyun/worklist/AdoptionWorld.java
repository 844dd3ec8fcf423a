package cn.dengyun.worklist;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * For each provider of the world a batch of an import, a record of the next enterprise, that enterprise, and a rule.
 */
final class AdoptionWorld extends RandomRows {

    private static final List<String> RECORD_STATES = List.of("PENDING", "OBJECTED", "OBJECTED", "COUNTED", "REJECTED");
    private static final int SAMPLE = 3;
    private static final int FIRST_NUMBER = 1_000_000;

    private final List<UUID> people;
    private final List<UUID> organizations;
    private final List<String> regions;
    private final List<UUID> providers;
    private final List<UUID> imports = new ArrayList<>();
    private final List<UUID> batches = new ArrayList<>();
    private final List<UUID> records = new ArrayList<>();
    private final List<UUID> enterprises = new ArrayList<>();
    private final List<UUID> rules = new ArrayList<>();

    AdoptionWorld(
            Connection database,
            Random random,
            List<UUID> people,
            List<UUID> organizations,
            List<String> regions,
            List<UUID> providers)
            throws SQLException {
        super(database, random);
        this.people = people;
        this.organizations = organizations;
        this.regions = regions;
        this.providers = providers;
        for (int i = 0; i < organizations.size(); i++) {
            imports.add(anImport(i));
            batches.add(batch(i));
            records.add(record(i));
            enterprises.add(enterprise(i));
            rules.add(rule(i));
        }
    }

    void move() throws SQLException {
        int i = random.nextInt(batches.size());
        switch (random.nextInt(4)) {
            case 0 -> putBatch(i, random.nextInt(3) != 0, random.nextInt(SAMPLE + 1));
            case 1 -> putRecord(i, any(RECORD_STATES));
            case 2 -> putEnterprise(i, random.nextInt(4) != 0);
            default -> putRule(i, random.nextBoolean());
        }
    }

    void stage(String kind) throws SQLException {
        int i = ProviderWorld.STAGED;
        switch (kind) {
            case "ADOPTION_BATCH" -> putBatch(i, true, 0);
            case "ADOPTION_OBJECTION" -> putRecord(i, "OBJECTED");
            case "ADOPTION_RULE" -> putRule(i, true);
            case "ADOPTION_CONFIRMATION" -> {
                execute(
                        "UPDATE organization SET frozen_at = NULL, frozen_reason = NULL WHERE id = ?",
                        organizations.get(next(i)));
                putEnterprise(i, true);
                execute(
                        "UPDATE adopted_enterprise SET confirmed_until = now() + interval '9 days',"
                                + " valid_until = now() + interval '9 days' WHERE id = ?",
                        enterprises.get(i));
            }
            default -> throw new IllegalArgumentException("nothing stages " + kind);
        }
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (int i = 0; i < batches.size(); i++) {
            execute("DELETE FROM adoption_rule WHERE id = ?", rules.get(i));
            execute("DELETE FROM adopted_enterprise WHERE id = ?", enterprises.get(i));
            execute("DELETE FROM adoption_record WHERE id = ?", records.get(i));
            execute("DELETE FROM adoption_batch WHERE id = ?", batches.get(i));
            execute("DELETE FROM adoption_import WHERE id = ?", imports.get(i));
        }
    }

    private void putBatch(int i, boolean isOpen, int inspected) throws SQLException {
        UUID inspector = any(people);
        execute(
                "UPDATE adoption_batch SET status = ?, inspected = ?, inspectors = ARRAY[?::uuid], prepared_at = ?,"
                        + " due_at = ?, decided_by = ?, decided_at = ? WHERE id = ?",
                isOpen ? "CHECKING" : "RETURNED",
                inspected,
                inspector,
                earlier(),
                moment(),
                isOpen ? null : any(people),
                isOpen ? null : now,
                batches.get(i));
    }

    private void putRecord(int i, String status) throws SQLException {
        boolean isObjected = status.equals("OBJECTED");
        execute(
                "UPDATE adoption_record SET status = ?, grounds = ?, statement = ?, objected_by = ?, objected_at = ?,"
                        + " objection_due_at = ?, counted_at = now() WHERE id = ?",
                status,
                isObjected ? "NOT_IN_USE" : null,
                isObjected ? "未使用" : null,
                isObjected ? any(people) : null,
                isObjected ? earlier() : null,
                isObjected ? moment() : null,
                records.get(i));
    }

    private void putEnterprise(int i, boolean isAdopted) throws SQLException {
        execute(
                "UPDATE adopted_enterprise SET status = ?, ended_at = ?, confirmed_until = ?, valid_until = ? WHERE id = ?",
                isAdopted ? "ADOPTED" : "LAPSED",
                isAdopted ? null : now,
                later(120),
                later(120),
                enterprises.get(i));
    }

    private void putRule(int i, boolean isOpen) throws SQLException {
        execute(
                "UPDATE adoption_rule SET status = ?, effective_on = current_date + ?, proposed_by = ?, proposed_at = ?"
                        + " WHERE id = ?",
                isOpen ? "DRAFT" : "WITHDRAWN",
                random.nextInt(60) - 30,
                any(people),
                earlier(),
                rules.get(i));
    }

    private UUID anImport(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO adoption_import (id, provider_id, organization_id, provider_name, caller_id, idempotency_key,"
                        + " fingerprint, format, validate_only, upload, touched_at, created_at) VALUES (?, ?, ?, '测试服务商',"
                        + " ?, ?, '', 'NDJSON', false, 'COMPLETE', now(), now())",
                id,
                providers.get(i),
                organizations.get(i),
                Ids.next(),
                id.toString());
        return id;
    }

    private UUID batch(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO adoption_batch (id, version, import_id, organization_id, region_code, provider_id,"
                        + " provider_name, rule_number, record_count, deep_count, unregistered, seed, sample_size, inspected,"
                        + " unconfirmed, rechecked, recheck_unconfirmed, inspectors, status, prepared_at, due_at, decided_by,"
                        + " decided_at, updated_at) VALUES (?, 0, ?, ?, ?, ?, '测试服务商', 1, 3, 0, 0, '00', 3, 0, 0, 0, 0,"
                        + " '{}', 'RETURNED', now(), now(), ?, now(), now())",
                id,
                imports.get(i),
                organizations.get(i),
                regions.get(next(i)),
                providers.get(i),
                Ids.next());
        return id;
    }

    private UUID record(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO adoption_record (id, version, source, credit_code, enterprise_name, organization_id,"
                        + " region_code, provider_id, provider_organization_id, provider_name, provider_code, reference,"
                        + " import_id, line, batch_id, category_code, signed_on, starts_on, content_hash, status, told_at,"
                        + " objection_until, created_at, updated_at) VALUES (?, 0, 'IMPORT', ?, '测试企业', ?, ?, ?, ?,"
                        + " '测试服务商', 'P', 'HT', ?, 1, ?, 'S-4', current_date, current_date, '', 'REJECTED', now(), now(),"
                        + " now(), now())",
                id,
                id.toString(),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                imports.get(i),
                batches.get(i));
        return id;
    }

    private UUID enterprise(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO adopted_enterprise (id, version, credit_code, name, organization_id, region_code, status, level,"
                        + " rule_number, records, providers, adopted_on, confirmed_until, valid_until, certificate_code,"
                        + " status_index, ended_at, created_at, updated_at) VALUES (?, 0, ?, '测试企业', ?, ?, 'LAPSED', 'CLOUD',"
                        + " 1, 1, 1, current_date, now(), now(), ?, ?, now(), now(), now())",
                id,
                id.toString(),
                organizations.get(next(i)),
                regions.get(next(i)),
                id.toString(),
                FIRST_NUMBER + i);
        return id;
    }

    private UUID rule(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO adoption_rule (id, version, number, organization_id, region_code, effective_on, objection_days,"
                        + " validity_months, deep_days, min_devices, deep_categories, sample_share, sample_min, sample_max,"
                        + " max_unconfirmed_share, status, proposed_by, proposed_at, updated_at) VALUES (?, 0, ?, ?, ?,"
                        + " current_date, 10, 12, 90, 1, '{S-4}', '0.05', 5, 100, '0.05', 'WITHDRAWN', ?, now(), now())",
                id,
                FIRST_NUMBER + i,
                organizations.get(i),
                regions.get(i),
                Ids.next());
        return id;
    }

    private int next(int i) {
        return (i + 1) % organizations.size();
    }
}
