package cn.dengyun.worklist;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Lists of awards and contracts of one office, and what is owed by them to each enterprise of the world. */
final class AwardWorld extends RandomRows {

    private static final List<String> LIST_STATES =
            List.of("DRAFT", "GRANTED", "NOTICED", "NOTICED", "FINAL", "CANCELLED");
    private static final List<String> CONTRACT_STATES = List.of("DRAFT", "CONCLUDED", "CONCLUDED", "TERMINATED");
    private static final List<String> STAGE_STATES = List.of("PLANNED", "DELIVERED", "CHECKED", "DROPPED");
    private static final List<String> ENTITLEMENT_STATES = List.of("OWED", "OWED", "CLAIMED", "LAPSED");

    private final List<UUID> people;
    private final List<UUID> organizations;
    private final UUID office;
    private final List<UUID> lists = new ArrayList<>();
    private final List<UUID> contracts = new ArrayList<>();
    private final List<UUID> stages = new ArrayList<>();
    private final List<UUID> entitlements = new ArrayList<>();

    /** @param office whose programmes they are */
    AwardWorld(Connection database, Random random, List<UUID> people, List<UUID> organizations, UUID office)
            throws SQLException {
        super(database, random);
        this.people = people;
        this.organizations = organizations;
        this.office = office;
        for (int i = 0; i < organizations.size(); i++) {
            lists.add(list());
            contracts.add(contract(i));
            stages.add(stageOf(i));
            entitlements.add(entitlement(i));
        }
    }

    void move() throws SQLException {
        int i = random.nextInt(lists.size());
        switch (random.nextInt(4)) {
            case 0 -> putList(i, any(LIST_STATES), random.nextBoolean());
            case 1 -> putContract(i, any(CONTRACT_STATES));
            case 2 -> putStage(i, any(STAGE_STATES));
            default -> putEntitlement(i, any(ENTITLEMENT_STATES), random.nextBoolean());
        }
    }

    boolean isOf(String kind) {
        return kind.startsWith("AWARD_") || kind.startsWith("PURCHASE_") || kind.startsWith("ENTITLEMENT_");
    }

    void stage(String kind) throws SQLException {
        switch (kind) {
            case "AWARD_GRANT" -> putList(0, "DRAFT", false);
            case "AWARD_NOTICE" -> putList(0, "GRANTED", false);
            case "AWARD_CONFIRMATION" -> putList(0, "NOTICED", true);
            case "PURCHASE_CONCLUSION" -> putContract(0, "DRAFT");
            case "PURCHASE_DELIVERY" -> {
                putContract(0, "CONCLUDED");
                putStage(0, "PLANNED");
            }
            case "PURCHASE_CHECK" -> {
                putContract(0, "CONCLUDED");
                putStage(0, "DELIVERED");
            }
            case "PURCHASE_ACCEPTANCE" -> {
                putContract(0, "CONCLUDED");
                putStage(0, "CHECKED");
            }
            case "ENTITLEMENT_CLAIM" -> putEntitlement(0, "OWED", false);
            case "ENTITLEMENT_REVOCATION" -> {
                putEntitlement(0, "CLAIMED", false);
                execute(
                        "UPDATE settlement_entitlement SET revocation_proposed_by = ?, revocation_proposed_at = ?,"
                                + " revocation_reason = '核查' WHERE id = ?",
                        any(people),
                        earlier(),
                        entitlements.get(0));
            }
            default -> throw new IllegalArgumentException("nothing stages " + kind);
        }
    }

    private void putList(int i, String status, boolean isOver) throws SQLException {
        boolean isFinal = status.equals("FINAL");
        boolean isNoticed = isFinal || status.equals("NOTICED");
        boolean isGranted = isNoticed || status.equals("GRANTED");
        boolean isEnd = isFinal || status.equals("CANCELLED");
        execute(
                "UPDATE award_list SET status = ?, drawn_up_by = ?, drawn_up_at = ?, granted_by = ?, granted_at = ?,"
                        + " noticed_by = ?, noticed_at = ?, notice_ends_at = ?, finalized_by = ?, finalized_at = ?, due_at = ?"
                        + " WHERE id = ?",
                status,
                any(people),
                earlier(),
                isGranted ? Ids.next() : null,
                isGranted ? earlier() : null,
                isNoticed ? any(people) : null,
                isNoticed ? earlier() : null,
                isNoticed ? (isOver || isFinal ? earlier() : later()) : null,
                isFinal ? Ids.next() : null,
                isFinal ? now : null,
                isEnd ? null : moment(),
                lists.get(i));
    }

    private void putContract(int i, String status) throws SQLException {
        boolean isConcluded = status.equals("CONCLUDED");
        execute(
                "UPDATE purchase_contract SET status = ?, drawn_up_by = ?, drawn_up_at = ?, budget_id = ?, concluded_by = ?,"
                        + " concluded_at = ?, held_at = ?, due_at = ? WHERE id = ?",
                status,
                any(people),
                earlier(),
                isConcluded ? Ids.next() : null,
                isConcluded ? Ids.next() : null,
                isConcluded ? now : null,
                isConcluded ? now : null,
                status.equals("TERMINATED") ? null : moment(),
                contracts.get(i));
    }

    private void putStage(int i, String status) throws SQLException {
        boolean isChecked = status.equals("CHECKED");
        execute(
                "UPDATE purchase_stage SET status = ?, delivered_at = ?, checked_by = ?, moved_at = ? WHERE id = ?",
                status,
                Set.of("DELIVERED", "CHECKED").contains(status) ? now : null,
                isChecked ? any(people) : null,
                earlier(),
                stages.get(i));
    }

    private void putEntitlement(int i, String status, boolean isLate) throws SQLException {
        execute(
                "UPDATE settlement_entitlement SET status = ?, claim_until = ? WHERE id = ?",
                status,
                isLate ? earlier() : later(),
                entitlements.get(i));
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (int i = 0; i < lists.size(); i++) {
            execute("DELETE FROM award_list WHERE id = ?", lists.get(i));
            execute("DELETE FROM purchase_stage WHERE id = ?", stages.get(i));
            execute("DELETE FROM purchase_contract WHERE id = ?", contracts.get(i));
            execute("DELETE FROM settlement_entitlement WHERE id = ?", entitlements.get(i));
        }
    }

    private UUID list() throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO award_list (id, version, number, programme_id, programme_name, organization_id,"
                        + " organization_name, region_code, title, basis, condition, most_fen, status, awards, amount_fen,"
                        + " drawn_up_by, drawn_up_at, updated_at) VALUES (?, 0, ?, ?, '测试项目', ?, '测试主管部门', ?,"
                        + " '测试名单', '测试办法', 'OTHER', 1, 'CANCELLED', 1, 1, ?, now(), now())",
                id,
                id.toString(),
                Ids.next(),
                office,
                WorkWorld.PROVINCE,
                any(people));
        return id;
    }

    private UUID contract(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO purchase_contract (id, version, number, programme_id, programme_name, organization_id,"
                        + " organization_name, region_code, provider_id, provider_organization_id, provider_name,"
                        + " contract_number, signed_on, title, procurement, procurement_number, amount_fen, status,"
                        + " drawn_up_by, drawn_up_at, updated_at) VALUES (?, 0, ?, ?, '测试项目', ?, '测试主管部门', ?, ?, ?,"
                        + " '测试服务商', 'H', '2018-06-01', '测试合同', 'OPEN_TENDER', 'Z', 1, 'TERMINATED', ?, now(), now())",
                id,
                id.toString(),
                Ids.next(),
                office,
                WorkWorld.PROVINCE,
                Ids.next(),
                organizations.get(i),
                any(people));
        return id;
    }

    private UUID stageOf(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO purchase_stage (id, contract_id, line, title, amount_fen, due_on, status, moved_at)"
                        + " VALUES (?, ?, 1, '测试阶段', 1, ?::date, 'PLANNED', now())",
                id,
                contracts.get(i),
                moment());
        return id;
    }

    /** Every other one is an award. */
    private UUID entitlement(int i) throws SQLException {
        UUID id = Ids.next();
        boolean isAward = i % 2 == 0;
        execute(
                "INSERT INTO settlement_entitlement (id, version, source, origin_id, case_id, case_number, title, programme_id,"
                        + " budget_id, organization_id, organization_name, region_code, provider_id, provider_organization_id,"
                        + " provider_name, contract_number, contract_on, base_fen, amount_fen, status, accepted_by, owed_at,"
                        + " claim_until, moved_at, updated_at, office_id, office_region_code) VALUES (?, 0, ?, ?, ?, 'A', '测试',"
                        + " ?, ?, ?, '测试单位', ?, ?, ?, ?, ?, ?::date, 0, 1, 'CLAIMED', ?, ?, now(), now(), now(), ?, ?)",
                id,
                isAward ? "AWARD" : "PURCHASE",
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                isAward ? organizations.get(i) : office,
                WorkWorld.PROVINCE,
                isAward ? null : Ids.next(),
                isAward ? null : organizations.get(i),
                isAward ? null : "测试服务商",
                isAward ? null : "H",
                isAward ? null : "2018-06-01",
                any(people),
                now.minus(Duration.ofDays(DAYS + 2L)),
                office,
                WorkWorld.PROVINCE);
        return id;
    }
}
