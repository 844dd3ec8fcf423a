package cn.dengyun.identity.member;

import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.form.CsvTable.Column;
import cn.dengyun.platform.form.CsvTable.Row;
import cn.dengyun.platform.mail.Mail;
import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The people whom a file names, a row each, with the organisation that each is to join. */
final class InvitationSheet {

    static final String DESCRIPTION = "A header and 200 rows at most, in UTF-8 or GB18030: creditCode 统一社会信用代码 (of the"
            + " organisation), organizationRole 单位角色 (负责人, 经办人, 查看人), roles 平台角色 (主管部门, 财政部门,"
            + " 审计部门; several with a semicolon; only in an authority), name 姓名, email 邮箱";
    static final String EXAMPLE = "统一社会信用代码,单位角色,平台角色,姓名,邮箱\n" + "11340100MB0T0004XU,经办人,主管部门,李娜,lina@example.cn\n";

    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_ROWS = 200;

    private static final Column CREDIT_CODE = new Column("creditCode", "统一社会信用代码", true, 18);
    private static final Column ORGANIZATION_ROLE = new Column("organizationRole", "单位角色", true, 20);
    private static final Column ROLES = new Column("roles", "平台角色", false, 60);
    private static final Column NAME = new Column("name", "姓名", false, 50);
    private static final Column EMAIL = new Column("email", "邮箱", true, 254);

    private static final EnumTexts.Codes ORGANIZATION_ROLES =
            EnumTexts.of("OrganizationRole").orElseThrow();
    private static final Map<String, String> PLATFORM_ROLES =
            Map.of("主管部门", Roles.AUTHORITY, "财政部门", Roles.FINANCE, "审计部门", Roles.AUDITOR);

    private final List<Row> rows;
    private final List<Defect> defects;

    private InvitationSheet(List<Row> rows, List<Defect> defects) {
        this.rows = rows;
        this.defects = defects;
    }

    /** Somebody who may be invited, into which organisation and as what. */
    record Entry(MemberStore.Host host, InvitationService.Guest guest, Set<String> roles) {}

    /** Rejects with {@code body-too-large} (413), {@code invalid-request} (400) what is no such table. */
    static InvitationSheet read(byte[] file) {
        if (file == null || file.length == 0) {
            throw Rejection.invalid(List.of(Defect.at("", "body-missing")));
        }
        if (file.length > MAX_BYTES) {
            throw Rejection.of(Rejection.Kind.TOO_LARGE, "body-too-large");
        }
        List<Defect> defects = new ArrayList<>();
        List<Column> columns = List.of(CREDIT_CODE, ORGANIZATION_ROLE, ROLES, NAME, EMAIL);
        return new InvitationSheet(CsvTable.read(file, columns, MAX_ROWS, defects), defects);
    }

    Set<String> creditCodes() {
        return rows.stream().map(InvitationSheet::creditCode).collect(Collectors.toSet());
    }

    /**
     * Everybody, in the order of the rows.
     *
     * <p>Rejects with {@code invalid-request} (400; all defects of all rows), also where the actor may not invite.
     *
     * @param hosts the organisations that there are, by credit code
     */
    List<Entry> judged(Actor actor, Map<String, MemberStore.Host> hosts) {
        List<Defect> all = new ArrayList<>(defects);
        Map<String, Integer> seen = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Row row : rows) {
            MemberStore.Host host = host(row, actor, hosts, all);
            OrganizationRole role = organizationRole(row, all);
            Set<String> roles = host == null ? Set.of() : roles(row, actor, host, all);
            String email = email(row, all);
            Integer before = seen.putIfAbsent(creditCode(row) + " " + email.toLowerCase(Locale.ROOT), row.number());
            if (before != null && !email.isEmpty()) {
                all.add(Defect.at(row.pointer(EMAIL), "invitation-twice", before));
            }
            entries.add(new Entry(host, new InvitationService.Guest(row.cell(NAME), email, role), roles));
        }
        if (!all.isEmpty()) {
            throw Rejection.invalid(all);
        }
        return entries;
    }

    /** To whom an organisation does not belong, he is not told whether there is one. */
    private static MemberStore.Host host(
            Row row, Actor actor, Map<String, MemberStore.Host> hosts, List<Defect> defects) {
        MemberStore.Host host = hosts.get(creditCode(row));
        if (host != null && MemberAccess.manages(actor, host.id())) {
            return host;
        }
        if (!row.cell(CREDIT_CODE).isEmpty()) {
            defects.add(Defect.at(row.pointer(CREDIT_CODE), "invitation-host-unknown", creditCode(row)));
        }
        return null;
    }

    private static OrganizationRole organizationRole(Row row, List<Defect> defects) {
        String cell = row.cell(ORGANIZATION_ROLE);
        for (OrganizationRole role : OrganizationRole.values()) {
            if (isCalled(role.name(), cell)) {
                return role;
            }
        }
        if (!cell.isEmpty()) {
            defects.add(Defect.at(row.pointer(ORGANIZATION_ROLE), "organization-role-required"));
        }
        return null;
    }

    private static boolean isCalled(String role, String cell) {
        return cell.equalsIgnoreCase(role)
                || Arrays.stream(Language.values())
                        .anyMatch(language -> cell.equalsIgnoreCase(ORGANIZATION_ROLES.name(role, language)));
    }

    private static Set<String> roles(Row row, Actor actor, MemberStore.Host host, List<Defect> defects) {
        List<String> wanted = Arrays.stream(row.cell(ROLES).split("[;；、]", -1))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .map(role -> PLATFORM_ROLES.getOrDefault(role, role.toUpperCase(Locale.ROOT)))
                .toList();
        try {
            return RoleChoice.of(actor, host.kind(), wanted, Set.of());
        } catch (Rejection refusal) {
            String pointer = row.pointer(ROLES);
            if (refusal.defects().isEmpty()) {
                defects.add(new Defect(pointer, refusal.code(), refusal.arguments()));
            }
            refusal.defects().forEach(each -> defects.add(new Defect(pointer, each.code(), each.arguments())));
            return Set.of();
        }
    }

    private static String email(Row row, List<Defect> defects) {
        String email = row.cell(EMAIL);
        if (!email.isEmpty() && !Mail.isAddress(email)) {
            defects.add(Defect.at(row.pointer(EMAIL), "email-invalid"));
        }
        return email;
    }

    private static String creditCode(Row row) {
        return row.cell(CREDIT_CODE).toUpperCase(Locale.ROOT);
    }
}
