import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Checks from outside whether public money is conserved: replays the ledger of each programme in the order of its
 * positions, in linear time, and holds everything the service keeps against it, and what clients were told against what
 * there is. It shares no code with the service, on purpose; the rules stand in ADR 0030 and 0032.
 *
 * <pre>java -cp postgresql.jar VoucherChecker.java JDBC-URL [--programme=UUID]… [--history=FILE]…</pre>
 *
 * It reads one snapshot, which a dump that was restored is too. Exit code 0: everything holds; 1: something does not,
 * each finding is a line; 2: the database or a history cannot be read.
 */
public final class VoucherChecker {

    /** What may move where and why, typed from the chart of accounts, not taken from the service. */
    private static final Map<String, Set<String>> CHART = Map.ofEntries(
            Map.entry("APPROPRIATION", Set.of("TREASURY>BUDGET_AVAILABLE")),
            Map.entry("ALLOCATION", Set.of("BUDGET_AVAILABLE>BUDGET_AVAILABLE")),
            Map.entry("REALLOCATION", Set.of("BUDGET_AVAILABLE>BUDGET_AVAILABLE")),
            Map.entry("COMMITMENT", Set.of("BUDGET_AVAILABLE>COMMITTED")),
            Map.entry("COMMITMENT_RELEASE", Set.of("COMMITTED>BUDGET_AVAILABLE")),
            Map.entry("ISSUE", Set.of("COMMITTED>VOUCHER_AVAILABLE")),
            Map.entry("RESERVATION", Set.of("VOUCHER_AVAILABLE>VOUCHER_HELD")),
            Map.entry("RELEASE", Set.of("VOUCHER_HELD>VOUCHER_AVAILABLE")),
            Map.entry("RELEASE_TO_BUDGET", Set.of("VOUCHER_HELD>BUDGET_AVAILABLE")),
            Map.entry("CAPTURE", Set.of("VOUCHER_HELD>PROVIDER_PAYABLE", "VOUCHER_HELD>ENTERPRISE_PAYABLE")),
            Map.entry("ENTITLEMENT", Set.of("COMMITTED>PROVIDER_PAYABLE", "COMMITTED>ENTERPRISE_PAYABLE")),
            Map.entry(
                    "ENTITLEMENT_LAPSE", Set.of("PROVIDER_PAYABLE>BUDGET_AVAILABLE", "ENTERPRISE_PAYABLE>BUDGET_AVAILABLE")),
            Map.entry("REFUND", Set.of("PROVIDER_PAYABLE>VOUCHER_AVAILABLE", "ENTERPRISE_PAYABLE>VOUCHER_AVAILABLE")),
            Map.entry(
                    "REFUND_TO_BUDGET", Set.of("PROVIDER_PAYABLE>BUDGET_AVAILABLE", "ENTERPRISE_PAYABLE>BUDGET_AVAILABLE")),
            Map.entry("INSTRUCTION", Set.of("PROVIDER_PAYABLE>IN_PAYMENT", "ENTERPRISE_PAYABLE>IN_PAYMENT")),
            Map.entry("PAYMENT", Set.of("IN_PAYMENT>PAID")),
            Map.entry("PAYMENT_FAILURE", Set.of("IN_PAYMENT>PROVIDER_PAYABLE", "IN_PAYMENT>ENTERPRISE_PAYABLE")),
            Map.entry("PAYMENT_RETURN", Set.of("PAID>PROVIDER_PAYABLE", "PAID>ENTERPRISE_PAYABLE")),
            Map.entry("RECOVERY_DEMAND", Set.of("PAID>RECOVERY_RECEIVABLE")),
            Map.entry("RECOVERY_RECEIPT", Set.of("RECOVERY_RECEIVABLE>RETURNED")),
            Map.entry("RECOVERY_WRITE_OFF", Set.of("RECOVERY_RECEIVABLE>PAID")),
            Map.entry("EXPIRY", Set.of("VOUCHER_AVAILABLE>BUDGET_AVAILABLE")),
            Map.entry("PRICE_CUT", Set.of("VOUCHER_AVAILABLE>BUDGET_AVAILABLE")),
            Map.entry("REVOCATION", Set.of("VOUCHER_AVAILABLE>BUDGET_AVAILABLE", "VOUCHER_HELD>BUDGET_AVAILABLE")),
            Map.entry("RETURN", Set.of("BUDGET_AVAILABLE>RETURNED")),
            Map.entry("CARRY_OVER", Set.of("BUDGET_AVAILABLE>RETURNED")),
            Map.entry("CARRY_IN", Set.of("TREASURY>BUDGET_AVAILABLE")));

    private static final Set<String> MAY_BE_NEGATIVE = Set.of("TREASURY", "RECOVERY_RECEIVABLE");
    private static final int MAX_FINDINGS = 100;
    private static final int ROWS_AT_ONCE = 10_000;

    private final Connection database;
    private final List<String> findings = new ArrayList<>();

    private long transfers;
    private long vouchers;
    private long operations;
    /** How often there is what operations made, by their kind, caller and key. */
    private final Map<String, Map<String, Integer>> named = new HashMap<>();

    private final Set<String> ids = new HashSet<>();

    private VoucherChecker(Connection database) {
        this.database = database;
    }

    public static void main(String[] arguments) {
        List<UUID> programmes = new ArrayList<>();
        List<Path> histories = new ArrayList<>();
        String url = null;
        for (String argument : arguments) {
            if (argument.startsWith("--programme=")) {
                programmes.add(UUID.fromString(argument.substring(12)));
            } else if (argument.startsWith("--history=")) {
                histories.add(Path.of(argument.substring(10)));
            } else {
                url = argument;
            }
        }
        if (url == null) {
            System.err.println("java -cp postgresql.jar VoucherChecker.java JDBC-URL [--programme=UUID]… [--history=FILE]…");
            System.exit(2);
        }
        try (Connection database = DriverManager.getConnection(url)) {
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            database.setReadOnly(true);
            database.setAutoCommit(false);
            List<String> findings = check(database, programmes, histories);
            findings.forEach(System.out::println);
            System.exit(findings.isEmpty() ? 0 : 1);
        } catch (SQLException | IOException e) {
            System.err.println("cannot be read: " + e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Everything that does not hold, a sentence each.
     *
     * @param database in a unit of work that sees one snapshot
     * @param programmes which ledgers; empty: all
     */
    public static List<String> check(Connection database, List<UUID> programmes, List<Path> histories)
            throws SQLException, IOException {
        VoucherChecker checker = new VoucherChecker(database);
        List<UUID> all = programmes.isEmpty() ? checker.programmes() : programmes;
        for (UUID programme : all) {
            checker.new Programme(programme).check();
        }
        if (!histories.isEmpty()) {
            checker.readNamed();
        }
        for (Path history : histories) {
            checker.checkHistory(history);
        }
        System.out.printf(
                "%d programmes, %d transfers, %d vouchers, %d operations of clients: %s%n",
                all.size(),
                checker.transfers,
                checker.vouchers,
                checker.operations,
                checker.findings.isEmpty() ? "everything holds" : checker.findings.size() + " findings");
        return checker.findings;
    }

    private List<UUID> programmes() throws SQLException {
        List<UUID> found = new ArrayList<>();
        each("SELECT programme_id FROM ledger_head ORDER BY 1", row -> found.add(uuid(row, 1)));
        return found;
    }

    private void unless(boolean holds, String finding, Object... arguments) {
        if (!holds && findings.size() < MAX_FINDINGS) {
            findings.add(String.format(finding, arguments));
        }
    }

    /** An account as a key of maps. */
    private record Account(String kind, UUID owner) {}

    /** Money between budgets. */
    private record Moved(String cause, UUID source, UUID destination, long amount) {}

    /** What the replay says of a voucher. */
    private static final class Voucher {
        private long issued;
        private int issues;
        private long captured;
        private long returned;
        private long voided;
    }

    /** One ledger and all that rests on it. */
    private final class Programme {

        private final UUID id;
        private final Map<Account, Long> balances = new HashMap<>();
        private final Map<String, Long> totals = new TreeMap<>();
        private final Map<UUID, Voucher> replayed = new HashMap<>();
        /** What came from a subject by a cause: reservations, redemptions and refunds are held against it. */
        private final Map<String, Long> bySubject = new HashMap<>();

        /** What applications have come to hold, by application: committed and not released, issued or not. */
        private final Map<UUID, Long> committed = new HashMap<>();

        private final Map<UUID, List<Moved>> movements = new HashMap<>();
        /** What each movement came to that may be of the year's end, and which can be nothing else. */
        private final Map<UUID, Long> atYearEnd = new HashMap<>();

        private final Set<UUID> left = new HashSet<>();
        private final Map<UUID, Long> issuedOfBudget = new HashMap<>();
        private final Map<Long, Map<String, Long>> checkpoints = new HashMap<>();
        private long position;

        Programme(UUID id) {
            this.id = id;
        }

        void check() throws SQLException {
            each(
                    "SELECT position, kind, balance_fen FROM ledger_checkpoint WHERE programme_id = '" + id + "'",
                    row -> checkpoints
                            .computeIfAbsent(row.getLong(1), any -> new TreeMap<>())
                            .put(row.getString(2), row.getLong(3)));
            replay();
            checkPlaces();
            checkTotals();
            checkBudgets();
            checkMovements();
            checkIntake();
            checkApplications();
            checkVouchers();
            checkReservations();
            checkSplits();
            checkHeld();
            checkOrders();
            checkDeliveries();
            checkAwards();
            checkPurchases();
            checkRedemptions();
            checkRefunds();
            unless(bySubject.isEmpty(), "programme %s: transfers of subjects that are not there: %s", id, some(bySubject));
        }

        private void replay() throws SQLException {
            each(
                    "SELECT p.position, t.cause, t.source_kind, t.source_owner, t.destination_kind, t.destination_owner,"
                            + " t.amount_fen, t.subject_id, t.voucher_id, t.reverses_id, t.programme_id, t.id"
                            + " FROM ledger_position p LEFT JOIN ledger_transfer t ON t.id = p.transfer_id"
                            + " WHERE p.programme_id = '" + id + "' ORDER BY p.position",
                    this::apply);
        }

        private void apply(ResultSet row) throws SQLException {
            transfers++;
            position++;
            unless(row.getLong(1) == position, "programme %s: position %d is missing", id, position);
            position = row.getLong(1);
            String cause = row.getString(2);
            if (cause == null) {
                unless(false, "programme %s: the transfer at position %d is gone", id, position);
                return;
            }
            Account source = new Account(row.getString(3), uuid(row, 4));
            Account destination = new Account(row.getString(5), uuid(row, 6));
            long amount = row.getLong(7);
            UUID subject = uuid(row, 8);
            UUID voucher = uuid(row, 9);
            unless(id.equals(uuid(row, 11)), "programme %s: position %d is of another programme", id, position);
            unless(amount > 0, "programme %s: position %d moves %d fen", id, position, amount);
            unless(
                    CHART.getOrDefault(cause, Set.of()).contains(source.kind() + ">" + destination.kind())
                            || cause.equals("REVERSAL"),
                    "programme %s: position %d moves %s to %s because of %s",
                    id, position, source.kind(), destination.kind(), cause);
            move(source, -amount);
            move(destination, amount);
            Map<String, Long> noted = checkpoints.remove(position);
            unless(noted == null || noted.equals(totals), "programme %s: checkpoint %d says %s, the replay %s",
                    id, position, noted, totals);
            note(cause, source, destination, amount, subject, voucher);
        }

        private void move(Account account, long amount) {
            long balance = balances.merge(account, amount, Math::addExact);
            totals.merge(account.kind(), amount, Math::addExact);
            unless(
                    balance >= 0 || MAY_BE_NEGATIVE.contains(account.kind()),
                    "programme %s: %s of %s is %d after position %d",
                    id, account.kind(), account.owner(), balance, position);
            if (balance == 0) {
                balances.remove(account);
            }
        }

        private void note(String cause, Account source, Account destination, long amount, UUID subject, UUID voucher) {
            Voucher of = voucher == null ? null : replayed.computeIfAbsent(voucher, any -> new Voucher());
            switch (cause) {
                case "ISSUE" -> {
                    of.issued += amount;
                    of.issues++;
                    issuedOfBudget.merge(source.owner(), amount, Long::sum);
                }
                case "APPROPRIATION", "ALLOCATION", "REALLOCATION" -> {
                    movements.computeIfAbsent(subject, any -> new ArrayList<>())
                            .add(new Moved(cause, source.owner(), destination.owner(), amount));
                    atYearEnd.merge(subject, amount, Math::addExact);
                }
                case "RETURN", "CARRY_OVER", "CARRY_IN" -> {
                    atYearEnd.merge(subject, amount, Math::addExact);
                    left.add(subject);
                }
                case "REVERSAL" -> atYearEnd.merge(subject, amount, Math::addExact);
                case "COMMITMENT" -> committed.merge(subject, amount, Long::sum);
                case "COMMITMENT_RELEASE" -> committed.merge(subject, -amount, Long::sum);
                case "ENTITLEMENT" -> issuedOfBudget.merge(source.owner(), amount, Long::sum);
                case "ENTITLEMENT_LAPSE" -> issuedOfBudget.merge(destination.owner(), -amount, Long::sum);
                case "CAPTURE" -> of.captured += amount;
                case "REFUND" -> of.captured -= amount;
                case "REFUND_TO_BUDGET" -> {
                    of.captured -= amount;
                    of.returned += amount;
                }
                case "RELEASE_TO_BUDGET", "EXPIRY", "PRICE_CUT", "REVOCATION" -> of.voided += amount;
                default -> {}
            }
            if (voucher != null && destination.kind().equals("BUDGET_AVAILABLE")) {
                issuedOfBudget.merge(destination.owner(), -amount, Long::sum);
            }
            if (Set.of("RESERVATION", "RELEASE", "RELEASE_TO_BUDGET", "CAPTURE", "REFUND", "REFUND_TO_BUDGET", "ENTITLEMENT",
                    "ENTITLEMENT_LAPSE").contains(cause)) {
                bySubject.merge(cause + " " + subject, amount, Long::sum);
                bySubject.merge(cause + " of " + subject + " by " + voucher, 1L, Long::sum);
            }
        }

        private void checkPlaces() throws SQLException {
            each(
                    "SELECT count(*) FROM ledger_transfer t WHERE programme_id = '" + id + "' AND NOT EXISTS"
                            + " (SELECT 1 FROM ledger_position p WHERE p.transfer_id = t.id)",
                    row -> unless(row.getLong(1) == 0, "programme %s: %d transfers have no position", id, row.getLong(1)));
            each(
                    "SELECT position FROM ledger_head WHERE programme_id = '" + id + "'",
                    row -> unless(row.getLong(1) == position, "programme %s: the head is %d, the last position %d",
                            id, row.getLong(1), position));
            unless(checkpoints.isEmpty(), "programme %s: checkpoints of positions that are not there: %s",
                    id, some(checkpoints));
        }

        private void checkTotals() throws SQLException {
            long downstream = totals.entrySet().stream()
                    .filter(total -> !total.getKey().equals("TREASURY"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            unless(
                    -totals.getOrDefault("TREASURY", 0L) == downstream,
                    "programme %s: %d fen were appropriated, %d are downstream",
                    id, -totals.getOrDefault("TREASURY", 0L), downstream);
            Map<String, Long> noted = new TreeMap<>();
            each(
                    "SELECT kind, balance_fen FROM ledger_total WHERE programme_id = '" + id + "'",
                    row -> noted.put(row.getString(1), row.getLong(2)));
            unless(noted.equals(totals), "programme %s: totals are noted as %s, the replay says %s", id, noted, totals);
            Map<Account, Long> rest = new HashMap<>(balances);
            rest.keySet().removeIf(account -> account.kind().startsWith("VOUCHER_"));
            each(
                    "SELECT kind, owner_id, balance_fen FROM ledger_balance WHERE programme_id = '" + id
                            + "' AND balance_fen <> 0",
                    row -> same(rest.remove(new Account(row.getString(1), uuid(row, 2))), row.getLong(3),
                            "programme %s: %s of %s", id, row.getString(1), row.getString(2)));
            unless(rest.isEmpty(), "programme %s: balances that nobody noted: %s", id, some(rest));
        }

        private void checkBudgets() throws SQLException {
            each(
                    "SELECT id, available_fen, committed_fen, issued_fen FROM budget WHERE programme_id = '" + id + "'",
                    row -> {
                        UUID budget = uuid(row, 1);
                        same(taken("BUDGET_AVAILABLE", budget), row.getLong(2), "budget %s: available", budget);
                        same(taken("COMMITTED", budget), row.getLong(3), "budget %s: committed", budget);
                        same(issuedOfBudget.getOrDefault(budget, 0L), row.getLong(4), "budget %s: issued", budget);
                    });
            unless(
                    balances.keySet().stream().noneMatch(account ->
                            account.kind().equals("BUDGET_AVAILABLE") || account.kind().equals("COMMITTED")),
                    "programme %s: money of budgets that are not there", id);
        }

        /** What two people wanted is moved once, and nothing else is moved between regions. */
        private void checkMovements() throws SQLException {
            each(
                    "SELECT m.id, m.kind, m.status, m.amount_fen, m.moved_fen, s.id, d.id FROM budget_movement m"
                            + " LEFT JOIN budget s ON s.programme_id = m.programme_id AND s.region_code = m.from_region"
                            + " LEFT JOIN budget d ON d.programme_id = m.programme_id AND d.region_code = m.to_region"
                            + " WHERE m.kind IN ('APPROPRIATION', 'ALLOCATION', 'REALLOCATION') AND m.programme_id = '" + id + "'",
                    row -> {
                        UUID movement = uuid(row, 1);
                        List<Moved> found = movements.getOrDefault(movement, List.of());
                        movements.remove(movement);
                        UUID source = row.getString(2).equals("APPROPRIATION") ? id : uuid(row, 6);
                        Moved wanted = new Moved(row.getString(2), source, uuid(row, 7), row.getLong(4));
                        boolean isApproved = row.getString(3).equals("APPROVED");
                        unless(
                                found.equals(isApproved ? List.of(wanted) : List.of()),
                                "movement %s is %s, and the replay moves %s", movement, row.getString(3), found);
                        unless(
                                !isApproved || row.getLong(5) == row.getLong(4),
                                "movement %s: %d were moved, not %d", movement, row.getLong(5), row.getLong(4));
                    });
            movements.values().removeIf(
                    moved -> moved.stream().noneMatch(each -> each.cause().equals("REALLOCATION")));
            unless(movements.isEmpty(), "programme %s: movements that nobody wanted: %s", id, some(movements));
            each(
                    "SELECT id, status, coalesce(moved_fen, 0) FROM budget_movement WHERE kind IN ('RETURN', 'CARRY_OVER',"
                            + " 'REVERSAL') AND (programme_id = '" + id + "' OR to_programme_id = '" + id + "')",
                    row -> {
                        UUID movement = uuid(row, 1);
                        left.remove(movement);
                        same(
                                atYearEnd.getOrDefault(movement, 0L),
                                row.getString(2).equals("APPROVED") ? row.getLong(3) : 0,
                                "programme %s: movement %s of the year's end", id, movement);
                    });
            unless(left.isEmpty(), "programme %s: what is left moved, and nobody wanted it: %s", id, left);
        }

        /** Places are given to one application each, by what was there at its turn; else to vouchers that nobody applied for. */
        private void checkIntake() throws SQLException {
            each(
                    "SELECT b.id, b.intake, count(e.sequence), coalesce(max(e.sequence), 0), count(a.id), (SELECT count(*)"
                            + " FROM voucher v WHERE v.programme_id = b.programme_id AND v.budget_id = b.id"
                            + " AND v.application_id IS NULL) FROM budget b"
                            + " LEFT JOIN intake_entry e ON e.budget_id = b.id LEFT JOIN voucher_application a"
                            + " ON a.id = e.application_id AND a.budget_id = e.budget_id AND a.sequence = e.sequence"
                            + " WHERE b.programme_id = '" + id + "' GROUP BY b.id, b.programme_id, b.intake",
                    row -> {
                        long others = row.getLong(2) - row.getLong(3);
                        unless(
                                row.getLong(3) == row.getLong(5) && row.getLong(4) <= row.getLong(2)
                                        && (others == 0 || others == row.getLong(6)),
                                "budget %s gave %d places: %d in the log, up to %d, %d of applications",
                                row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
                    });
            each(
                    "SELECT budget_id, sequence, available_fen, waiting OR awaits_certification, entitled_fen, least_fen,"
                            + " accepts_less, held_fen FROM intake_entry WHERE programme_id = '" + id + "'",
                    row -> {
                        long available = row.getBoolean(4) ? 0 : row.getLong(3);
                        long entitled = row.getLong(5);
                        boolean isLess = row.getBoolean(7);
                        long due = available < row.getLong(6) ? 0 : available >= entitled ? entitled : isLess ? available : 0;
                        unless(due == row.getLong(8), "place %d of budget %s holds %d, not %d",
                                row.getLong(2), row.getString(1), row.getLong(8), due);
                    });
        }

        /** What applications hold is committed for them, and makes up what enterprises and providers have come to. */
        private void checkApplications() throws SQLException {
            Map<UUID, Long> enterprises = new HashMap<>();
            Map<UUID, Long> providers = new HashMap<>();
            each(
                    "SELECT a.id, a.held_fen, a.status, a.organization_id, a.provider_id, a.voucher_id, v.times, v.voucher_id"
                            + " FROM voucher_application a LEFT JOIN (SELECT application_id, count(*) AS times,"
                            + " min(id::text)::uuid AS voucher_id FROM voucher WHERE programme_id = '" + id + "'"
                            + " GROUP BY application_id) v ON v.application_id = a.id WHERE a.programme_id = '" + id + "'",
                    row -> {
                        UUID application = uuid(row, 1);
                        boolean isIssued = row.getString(3).equals("ISSUED");
                        unless(row.getLong(7) == (isIssued ? 1 : 0), "application %s is %s and has %d vouchers",
                                application, row.getString(3), row.getLong(7));
                        unless(Objects.equals(uuid(row, 6), uuid(row, 8)),
                                "application %s has another voucher than it says", application);
                        Voucher voucher = isIssued ? replayed.get(uuid(row, 6)) : null;
                        long issued = voucher == null ? 0 : voucher.issued;
                        Long came = committed.remove(application);
                        long all = came == null ? 0 : came;
                        same(all - issued, row.getLong(2), "application %s: held", application);
                        // What went back to the budget counts no more.
                        long counts = voucher == null ? all : all - voucher.voided - voucher.returned;
                        enterprises.merge(uuid(row, 4), counts, Long::sum);
                        if (row.getString(5) != null) {
                            providers.merge(uuid(row, 5), counts, Long::sum);
                        }
                    });
            each(
                    "SELECT e.organization_id, e.committed_fen, (SELECT coalesce(sum(v.face_fen), 0) FROM voucher v"
                            + " WHERE v.programme_id = e.programme_id AND v.organization_id = e.organization_id"
                            + " AND v.application_id IS NULL) FROM entitlement e WHERE e.programme_id = '" + id + "'",
                    row -> {
                        // Vouchers that nobody applied for may count or not.
                        long others = row.getLong(2) - enterprises.getOrDefault(uuid(row, 1), 0L);
                        unless(others == 0 || others == row.getLong(3),
                                "programme %s: enterprise %s has come to %d, %d of it by nothing",
                                id, row.getString(1), row.getLong(2), others);
                    });
            each(
                    "SELECT provider_id, committed_fen FROM provider_ceiling WHERE programme_id = '" + id + "'",
                    row -> same(providers.getOrDefault(uuid(row, 1), 0L), row.getLong(2),
                            "programme %s: what provider %s has come to", id, row.getString(1)));
        }

        private void checkVouchers() throws SQLException {
            Set<Integer> indexes = new HashSet<>();
            each(
                    "SELECT id, face_fen, available_fen, held_fen, captured_fen, returned_fen, void_fen, status_index,"
                            + " revoked_at IS NOT NULL, expired_at IS NOT NULL FROM voucher WHERE programme_id = '" + id + "'",
                    row -> {
                        vouchers++;
                        UUID voucher = uuid(row, 1);
                        Voucher found = replayed.getOrDefault(voucher, new Voucher());
                        replayed.remove(voucher);
                        unless(found.issues == 1, "voucher %s was issued %d times", voucher, found.issues);
                        same(found.issued, row.getLong(2), "voucher %s: face", voucher);
                        same(taken("VOUCHER_AVAILABLE", voucher), row.getLong(3), "voucher %s: available", voucher);
                        same(taken("VOUCHER_HELD", voucher), row.getLong(4), "voucher %s: held", voucher);
                        same(found.captured, row.getLong(5), "voucher %s: captured", voucher);
                        same(found.returned, row.getLong(6), "voucher %s: returned", voucher);
                        same(found.voided, row.getLong(7), "voucher %s: void", voucher);
                        unless(indexes.add(row.getInt(8)), "voucher %s shares its place in the status list", voucher);
                        boolean isOver = row.getBoolean(9) || row.getBoolean(10);
                        unless(!isOver || row.getLong(3) == 0, "voucher %s is over and has money", voucher);
                    });
            unless(replayed.isEmpty(), "programme %s: money of vouchers that are not there: %s", id, some(replayed));
        }

        private void checkReservations() throws SQLException {
            each(
                    "SELECT r.id, r.amount_fen, r.captured_fen, r.status, v.id, v.revoked_at IS NOT NULL,"
                            + " (SELECT d.id FROM redemption d WHERE d.reservation_id = r.id), r.parent_id IS NOT NULL,"
                            + " r.order_id IS NOT NULL, r.delivered_at IS NOT NULL"
                            + " FROM reservation r JOIN voucher v ON v.id = r.voucher_id WHERE v.programme_id = '" + id + "'",
                    row -> {
                        UUID reservation = uuid(row, 1);
                        long amount = row.getLong(2);
                        // Money was held once, for the first of them; parts share what that held.
                        same(once("RESERVATION", reservation, uuid(row, 5)), row.getBoolean(8) ? 0 : amount,
                                "reservation %s: held", reservation);
                        boolean isSplit = row.getString(4).equals("SPLIT");
                        boolean isOpen = row.getString(4).equals("HELD") || isSplit;
                        unless(!isSplit || row.getBoolean(9) && !row.getBoolean(10),
                                "reservation %s is split and of no order, or was delivered", reservation);
                        long released = once("RELEASE", reservation, uuid(row, 5));
                        long toBudget = once("RELEASE_TO_BUDGET", reservation, uuid(row, 5));
                        unless(released == 0 || toBudget == 0, "reservation %s was released twice", reservation);
                        same(released + toBudget + row.getLong(3), isOpen ? 0 : amount, "reservation %s: ended with", reservation);
                        unless(!isOpen || isSplit || !row.getBoolean(6), "reservation %s outlives its revoked voucher", reservation);
                        unless(
                                (row.getLong(3) > 0) == (row.getString(7) != null),
                                "reservation %s was captured without a redemption, or the other way about", reservation);
                    });
        }

        /** Two parts are what the whole was, line by line, and nothing was split that has none. */
        private void checkSplits() throws SQLException {
            for (String wrong : List.of(PARTS, PARTS_OF_ANOTHER)) {
                each(wrong.formatted(id), row -> unless(false, "reservation %s is not what its parts are", uuid(row, 1)));
            }
        }

        /** What is held of each voucher is what its row says. */
        private void checkHeld() throws SQLException {
            each(
                    "SELECT v.id, v.held_fen, coalesce((SELECT sum(r.amount_fen) FROM reservation r"
                            + " WHERE r.voucher_id = v.id AND r.status = 'HELD'), 0)::bigint"
                            + " FROM voucher v WHERE v.programme_id = '" + id + "'",
                    row -> unless(row.getLong(2) == row.getLong(3), "voucher %s holds %d, its reservations %d",
                            uuid(row, 1), row.getLong(2), row.getLong(3)));
        }

        /** What is held, and what was captured and not refunded, of the orders that vouchers of the programme pay. */
        private void checkOrders() throws SQLException {
            each(SHARES_OF_ORDERS.formatted(LAYER, id), row -> {
                String line = String.format("plan '%s' of offering %s on order '%s' of %s",
                        row.getString(4), row.getString(3), row.getString(2), row.getString(1));
                unless(Objects.equals(row.getString(5), row.getString(6)),
                        "%s is ordered %s and %s times", line, row.getString(5), row.getString(6));
                unless(row.getLong(8) <= row.getLong(7), "%s: vouchers whose share is %d or less pay %d together",
                        line, row.getLong(7), row.getLong(8));
                unless(row.getLong(9) <= row.getLong(10), "%s: %d fen are paid, its price is %d",
                        line, row.getLong(9), row.getLong(10));
            });
        }

        /** What was accepted of the orders that vouchers of the programme pay is what was captured; what waits is held. */
        private void checkDeliveries() throws SQLException {
            each(DELIVERIES.formatted(id), row -> {
                UUID delivery = uuid(row, 1);
                unless(row.getLong(2) == row.getLong(3), "delivery %s: %d fen are captured, by its vouchers %d",
                        delivery, row.getLong(2), row.getLong(3));
                unless(row.getLong(4) == row.getLong(2) + row.getLong(5),
                        "delivery %s: redemptions come to %d, it says %d and %d that is not due any more",
                        delivery, row.getLong(4), row.getLong(2), row.getLong(5));
            });
            each(ACCEPTED_OF_ORDERS.formatted(id), row -> unless(row.getLong(2) <= row.getLong(3),
                    "order %s: %d fen of its deliveries are captured, its subsidy is %d",
                    uuid(row, 1), row.getLong(2), row.getLong(3)));
            each(CAPTURED_BEYOND.formatted(id), row -> unless(false,
                    "order %s: voucher %s pays %d, accepted were %d",
                    uuid(row, 1), uuid(row, 2), row.getLong(3), row.getLong(4)));
            each(HELD_FOR_NOTHING.formatted(id), row -> unless(false,
                    "reservation %s is held for an order that is over, or for what does not wait", uuid(row, 1)));
        }

        /** What was granted and neither struck off nor owed is committed for each award. */
        private void checkAwards() throws SQLException {
            each(
                    "SELECT a.id, CASE WHEN a.budget_id IS NULL OR a.status = 'STRUCK' THEN 0 ELSE a.amount_fen END FROM award a"
                            + " JOIN award_list l ON l.id = a.list_id WHERE l.programme_id = '" + id + "'",
                    row -> same(committedFor(uuid(row, 1)), row.getLong(2), "award %s: granted", uuid(row, 1)));
            each(AWARDED_BEYOND.formatted(id),
                    row -> unless(false, "%s was awarded twice for one proof", uuid(row, 1)));
        }

        /** The stages that were not dropped are committed for each contract that was concluded, and come to its price. */
        private void checkPurchases() throws SQLException {
            each(
                    "SELECT p.id, CASE WHEN p.budget_id IS NULL THEN 0 ELSE coalesce(sum(s.amount_fen)"
                            + " FILTER (WHERE s.status <> 'DROPPED'), 0) END, sum(s.amount_fen) = p.amount_fen"
                            + " FROM purchase_contract p LEFT JOIN purchase_stage s ON s.contract_id = p.id"
                            + " WHERE p.programme_id = '" + id + "' GROUP BY p.id",
                    row -> {
                        same(committedFor(uuid(row, 1)), row.getLong(2), "contract %s: concluded", uuid(row, 1));
                        unless(row.getBoolean(3), "contract %s has another price than its stages", uuid(row, 1));
                    });
        }

        private long committedFor(UUID subject) {
            Long came = committed.remove(subject);
            return came == null ? 0 : came;
        }

        private void checkRedemptions() throws SQLException {
            Map<Account, Long> owed = new HashMap<>();
            each(
                    "SELECT e.id, e.amount_fen, e.status = 'LAPSED' OR e.status = 'REVOKED' AND NOT EXISTS (SELECT FROM"
                            + " settlement_line l WHERE l.entitlement_id = e.id AND l.status = 'PAID'), e.source,"
                            + " coalesce(e.provider_id, e.organization_id) FROM settlement_entitlement e"
                            + " WHERE e.programme_id = '" + id + "'",
                    row -> {
                        UUID entitlement = uuid(row, 1);
                        boolean isBack = row.getBoolean(3);
                        String kind = row.getString(4).equals("PURCHASE") ? "PROVIDER_PAYABLE" : "ENTERPRISE_PAYABLE";
                        same(once("ENTITLEMENT", entitlement, null), row.getLong(2), "entitlement %s: owed", entitlement);
                        same(once("ENTITLEMENT_LAPSE", entitlement, null), isBack ? row.getLong(2) : 0,
                                "entitlement %s: given back", entitlement);
                        owed.merge(new Account(kind, uuid(row, 5)), isBack ? 0 : row.getLong(2), Long::sum);
                    });
            each(OWED_FOR_NOTHING.formatted(id),
                    row -> unless(false, "entitlement %s is not what it came of says", uuid(row, 1)));
            each(REVOKED_AND_KEPT.formatted(id),
                    row -> unless(false, "entitlement %s is taken back and not asked back", uuid(row, 1)));
            each(REVOKED_AND_CAPTURED.formatted(id),
                    row -> unless(false, "voucher %s is taken back with captures that are not", uuid(row, 1)));
            Map<UUID, Long> inPayment = new HashMap<>();
            Map<UUID, Long> paid = new HashMap<>();
            each(
                    "SELECT d.id, d.amount_fen, d.refunded_fen, r.captured_fen, d.payee_kind, d.payee_id, d.voucher_id,"
                            + " coalesce((SELECT sum(f.amount_fen) FROM refund f WHERE f.redemption_id = d.id), 0),"
                            + " coalesce((SELECT sum((l ->> 'amountFen')::bigint) FROM jsonb_array_elements(d.lines::jsonb) l),"
                            + " d.amount_fen), r.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM order_delivery x"
                            + " WHERE x.id = r.delivery_id AND x.order_id = r.order_id AND x.status = 'ACCEPTED'"
                            + " AND r.delivered_at IS NOT NULL)"
                            + " FROM redemption d JOIN reservation r ON r.id = d.reservation_id"
                            + " JOIN voucher v ON v.id = d.voucher_id WHERE v.programme_id = '" + id + "'",
                    row -> {
                        UUID redemption = uuid(row, 1);
                        same(once("CAPTURE", redemption, uuid(row, 7)), row.getLong(2), "redemption %s: captured", redemption);
                        same(row.getLong(4), row.getLong(2), "redemption %s: of its reservation", redemption);
                        same(row.getLong(8), row.getLong(3), "redemption %s: refunded", redemption);
                        same(row.getLong(9), row.getLong(2), "redemption %s: of its lines", redemption);
                        unless(!row.getBoolean(10), "redemption %s of an order is of nothing that was accepted", redemption);
                        unless(row.getLong(3) <= row.getLong(2), "redemption %s: more refunded than captured", redemption);
                        owed.merge(new Account(row.getString(5) + "_PAYABLE", uuid(row, 6)),
                                row.getLong(2) - row.getLong(3), Long::sum);
                    });
            each(LINES_BEYOND.formatted(id),
                    row -> unless(false, "redemption %s says more of a line than was held or captured", uuid(row, 1)));
            each(CLAIMED_BEYOND.formatted(id), row -> unless(false,
                    "claim %s: %d fen are claimed, %d are left of its capture", uuid(row, 1), row.getLong(2), row.getLong(3)));
            each(PAID_BEYOND_CLAIMS.formatted(id),
                    row -> unless(false, "line %s is paid otherwise than its claim says", uuid(row, 1)));
            each(BATCHES_UNLIKE_LINES.formatted(id),
                    row -> unless(false, "batch %s says another thing than its lines", uuid(row, 1)));
            each(PAYMENTS.formatted(id), row -> {
                owed.merge(new Account(row.getString(1), uuid(row, 2)), -row.getLong(3) - row.getLong(4), Long::sum);
                inPayment.merge(uuid(row, 2), row.getLong(3), Long::sum);
                paid.merge(uuid(row, 2), row.getLong(4), Long::sum);
            });
            Map<UUID, Long> receivable = new HashMap<>();
            each(RECOVERIES.formatted(id), row -> {
                paid.merge(uuid(row, 1), -row.getLong(2), Long::sum);
                receivable.merge(uuid(row, 1), row.getLong(3), Long::sum);
            });
            each(RECOVERED_BEYOND.formatted(id), row -> unless(false,
                    "line %s: more is asked back than was paid", uuid(row, 1)));
            each(ASKED_BACK_OTHERWISE.formatted(id), row -> unless(false,
                    "delivery %s: it says that %d are asked back, its recoveries %d",
                    uuid(row, 1), row.getLong(2), row.getLong(3)));
            each(SLIPS_UNLIKE_RECEIPTS.formatted(id), row -> unless(false,
                    "office %s has a slip of which another amount is used than its receipts say", uuid(row, 1)));
            each(RECOVERIES_UNLIKE_STEPS.formatted(id), row -> unless(false,
                    "recovery %s says another thing than its steps", uuid(row, 1)));
            receivable.forEach((payee, amount) ->
                    same(taken("RECOVERY_RECEIVABLE", payee), amount, "to be recovered from %s", payee));
            unless(
                    balances.keySet().stream().noneMatch(account -> account.kind().equals("RECOVERY_RECEIVABLE")),
                    "programme %s: money is asked back for nothing", id);
            inPayment.forEach((payee, amount) -> same(taken("IN_PAYMENT", payee), amount, "in payment to %s", payee));
            paid.forEach((payee, amount) -> same(taken("PAID", payee), amount, "paid to %s", payee));
            owed.forEach((account, amount) -> same(taken(account.kind(), account.owner()), amount, "owed to %s", account));
            unless(
                    balances.keySet().stream().noneMatch(account -> account.kind().endsWith("_PAYABLE")),
                    "programme %s: money is owed for nothing", id);
        }

        private void checkRefunds() throws SQLException {
            each(
                    "SELECT f.id, f.amount_fen, f.destination, f.voucher_id, coalesce((SELECT sum((l ->> 'amountFen')::bigint)"
                            + " FROM jsonb_array_elements(f.lines::jsonb) l), f.amount_fen) FROM refund f"
                            + " JOIN voucher v ON v.id = f.voucher_id WHERE v.programme_id = '" + id + "'",
                    row -> {
                        String cause = row.getString(3).equals("VOUCHER") ? "REFUND" : "REFUND_TO_BUDGET";
                        same(once(cause, uuid(row, 1), uuid(row, 4)), row.getLong(2), "refund %s", row.getString(1));
                        same(row.getLong(5), row.getLong(2), "refund %s: of its lines", row.getString(1));
                    });
        }

        /** What moved because of a subject, taken out of the replay; it may have moved once. */
        private long once(String cause, UUID subject, UUID voucher) {
            Long moved = bySubject.remove(cause + " " + subject);
            Long times = bySubject.remove(cause + " of " + subject + " by " + voucher);
            unless(moved == null || times != null && times == 1, "%s of %s moved %s times", cause, subject, times);
            return moved == null ? 0 : moved;
        }

        private long taken(String kind, UUID owner) {
            Long balance = balances.remove(new Account(kind, owner));
            return balance == null ? 0 : balance;
        }

        private void same(Long replay, long kept, String what, Object... arguments) {
            unless(replay != null && replay == kept, "%s is kept as %d, the replay says %s",
                    String.format(what, arguments), kept, replay);
        }
    }

    /** An operation of a client: what was sent, and what was answered. */
    private static final class Operation {
        private String name;
        private String caller;
        private String key;
        private String kind;
        private int lastStatus;
        private final Set<String> successes = new HashSet<>();
        private String id;
    }

    /**
     * A line for each request, {@code S op caller key kind path}, and each answer, {@code A op status sha256 id},
     * separated by tabs.
     */
    private void checkHistory(Path history) throws IOException, SQLException {
        Map<String, Operation> sent = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(history, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", -1);
                if (parts[0].equals("S") && parts.length >= 5) {
                    Operation operation = sent.computeIfAbsent(parts[1], any -> new Operation());
                    operation.caller = parts[2];
                    operation.key = parts[3];
                    operation.kind = parts[4];
                } else if (parts[0].equals("A") && parts.length >= 4 && sent.containsKey(parts[1])) {
                    Operation operation = sent.get(parts[1]);
                    int status = Integer.parseInt(parts[2]);
                    if (status / 100 == 2) {
                        operation.successes.add(status + " " + parts[3]);
                        operation.id = parts.length > 4 && !parts[4].isEmpty() ? parts[4] : operation.id;
                    }
                    operation.lastStatus = status;
                }
            }
        }
        List<Operation> operations = new ArrayList<>(sent.values());
        sent.forEach((number, operation) -> operation.name = history.getFileName() + " " + number);
        for (int from = 0; from < operations.size(); from += ROWS_AT_ONCE) {
            checkOperations(operations.subList(from, Math.min(operations.size(), from + ROWS_AT_ONCE)));
        }
    }

    private void checkOperations(List<Operation> some) throws SQLException {
        Map<String, String> kept = new HashMap<>();
        try (PreparedStatement records = database.prepareStatement(
                "SELECT r.caller_id, r.key, r.status, r.body FROM unnest(?::uuid[], ?::text[]) AS w (caller_id, key)"
                        + " JOIN idempotency_record r ON r.caller_id = w.caller_id AND r.key = w.key")) {
            records.setArray(1, database.createArrayOf("text", some.stream().map(each -> each.caller).toArray()));
            records.setArray(2, database.createArrayOf("text", some.stream().map(each -> each.key).toArray()));
            try (ResultSet row = records.executeQuery()) {
                while (row.next()) {
                    kept.put(row.getString(1) + " " + row.getString(2), row.getInt(3) + " " + sha256(row.getString(4)));
                }
            }
        }
        for (Operation operation : some) {
            checkOperation(operation, kept.get(operation.caller + " " + operation.key));
        }
    }

    private void checkOperation(Operation operation, String kept) {
        operations++;
        String name = operation.name;
        boolean isAcknowledged = !operation.successes.isEmpty();
        unless(operation.lastStatus != 0, "%s was never answered", name);
        unless(operation.successes.size() <= 1, "%s was answered differently: %s", name, operation.successes);
        unless((kept != null) == isAcknowledged, "%s was %s, and its key %s", name,
                isAcknowledged ? "acknowledged" : "refused", kept != null ? "has an effect" : "has none");
        unless(
                kept == null || !isAcknowledged || operation.successes.contains(kept),
                "%s was answered with something else than is kept", name);
        if (CALLED_BY_KEY.containsKey(operation.kind)) {
            int made = named.getOrDefault(operation.kind, Map.of())
                    .getOrDefault(operation.caller + " " + operation.key, 0);
            boolean mayBeSeveral = operation.kind.equals("reserve-across");
            boolean isRight = !isAcknowledged ? made == 0 : mayBeSeveral ? made >= 1 : made == 1;
            unless(isRight, "%s, a %s that was %s, is there %d times", name, operation.kind,
                    isAcknowledged ? "acknowledged" : "refused", made);
        }
        boolean makesSomething = MAKES.contains(operation.kind) && operation.id != null;
        unless(!makesSomething || ids.add(operation.id), "%s made what another made: %s", name, operation.id);
    }

    /** The layer that an offering's kind is subsidised in, typed from the rules, not taken from the service. */
    private static final String LAYER = "CASE o.kind WHEN 'IAAS' THEN 'IAAS' WHEN 'PAAS' THEN 'PAAS' WHEN 'SAAS' THEN 'SAAS'"
            + " WHEN 'INDUSTRIAL_APP' THEN 'SAAS' WHEN 'DEVICE_CONNECTION' THEN 'DEVICE' WHEN 'SOLUTION' THEN 'SERVICE'"
            + " WHEN 'PROFESSIONAL_SERVICE' THEN 'SERVICE' ELSE 'CAPABILITY' END";

    /** Holds that were split, against what their parts hold of each plan. */
    private static final String PARTS =
            """
            WITH line AS (
                SELECT r.id, r.parent_id, r.status, l ->> 'planCode' AS plan, (l ->> 'amountFen')::bigint AS fen
                FROM reservation r JOIN voucher v ON v.id = r.voucher_id
                    CROSS JOIN LATERAL jsonb_array_elements(r.lines::jsonb) l
                WHERE v.programme_id = '%s' AND r.order_id IS NOT NULL),
            whole AS (SELECT id, plan, sum(fen) AS fen FROM line WHERE status = 'SPLIT' GROUP BY id, plan),
            part AS (SELECT parent_id AS id, plan, sum(fen) AS fen FROM line WHERE parent_id IS NOT NULL GROUP BY parent_id, plan)
            SELECT DISTINCT id FROM whole FULL JOIN part USING (id, plan) WHERE whole.fen IS DISTINCT FROM part.fen
            """;

    /** Holds that were split into other than two, or whose parts are not of the same thing for the same time. */
    private static final String PARTS_OF_ANOTHER =
            """
            SELECT w.id FROM reservation w JOIN voucher v ON v.id = w.voucher_id
                LEFT JOIN reservation p ON p.parent_id = w.id
            WHERE v.programme_id = '%s' AND (w.status = 'SPLIT' OR p.id IS NOT NULL)
            GROUP BY w.id
            HAVING count(p.id) <> 2 OR NOT bool_and(w.status = 'SPLIT' AND (p.voucher_id, p.organization_id, p.provider_id,
                p.offering_id, p.offering_version, p.external_reference, p.order_id, p.created_at, p.created_by)
                IS NOT DISTINCT FROM (w.voucher_id, w.organization_id, w.provider_id, w.offering_id, w.offering_version,
                w.external_reference, w.order_id, w.created_at, w.created_by)
                AND p.voucher_until IS NOT DISTINCT FROM w.voucher_until AND p.amount_fen > 0)
            UNION SELECT w.id FROM reservation w JOIN voucher v ON v.id = w.voucher_id
                JOIN reservation p ON p.parent_id = w.id
                CROSS JOIN LATERAL jsonb_array_elements(p.lines::jsonb) l
                LEFT JOIN LATERAL jsonb_array_elements(w.lines::jsonb) m ON m ->> 'planCode' = l ->> 'planCode'
            WHERE v.programme_id = '%1$s' AND (m - 'amountFen') IS DISTINCT FROM (l - 'amountFen')
            """;

    /** Captures that say they paid more of a plan than their hold, or of another thing; and refunds more than those. */
    private static final String LINES_BEYOND =
            """
            SELECT d.id FROM redemption d JOIN reservation r ON r.id = d.reservation_id JOIN voucher v ON v.id = d.voucher_id
                CROSS JOIN LATERAL jsonb_array_elements(d.lines::jsonb) WITH ORDINALITY AS l (line, place)
                LEFT JOIN LATERAL jsonb_array_elements(r.lines::jsonb) WITH ORDINALITY AS m (line, place)
                    ON (m.line - 'amountFen') = (l.line - 'amountFen')
            WHERE v.programme_id = '%1$s'
            GROUP BY d.id, l.place, l.line
            HAVING coalesce(max((m.line ->> 'amountFen')::bigint), 0) < (l.line ->> 'amountFen')::bigint
            UNION SELECT d.id FROM (
                SELECT f.redemption_id, l ->> 'planCode' AS plan, sum((l ->> 'amountFen')::bigint) AS fen FROM refund f
                    JOIN voucher v ON v.id = f.voucher_id CROSS JOIN LATERAL jsonb_array_elements(f.lines::jsonb) l
                WHERE v.programme_id = '%1$s' GROUP BY 1, 2) b JOIN redemption d ON d.id = b.redemption_id
            WHERE b.fen > coalesce((SELECT sum((c ->> 'amountFen')::bigint) FROM jsonb_array_elements(d.lines::jsonb) c
                WHERE c ->> 'planCode' = b.plan), 0)
            """;

    /**
     * For each plan on the orders that vouchers of a programme pay: its quantities; for each share that is paid of it, the
     * share of a voucher and what those with that share or a lower one pay together; what all of them pay, and its base. A
     * capture pays the first lines first, and a refund that does not say of which lines it is takes the last ones back.
     * Lines from before they named a plan are told apart by what they are called.
     */
    private static final String SHARES_OF_ORDERS =
            """
            WITH rule AS MATERIALIZED (
                SELECT programme_id, version, rules::jsonb -> 'ratios' -> 'value' AS ratios FROM rule_version),
            hold AS (
                SELECT r.id, r.organization_id, r.provider_id, r.external_reference, r.offering_id,
                    coalesce(d.lines, r.lines) AS lines, d.id AS redemption_id, v.programme_id,
                    CASE r.status WHEN 'HELD' THEN r.amount_fen ELSE d.amount_fen - d.refunded_fen END AS paid_fen,
                    coalesce((p.ratios ->> %s)::numeric, 0) AS ratio
                FROM reservation r JOIN voucher v ON v.id = r.voucher_id LEFT JOIN redemption d ON d.reservation_id = r.id
                    JOIN offering o ON o.id = r.offering_id
                    JOIN rule p ON p.programme_id = v.programme_id AND p.version = v.rule_version
                WHERE r.status IN ('HELD', 'CAPTURED')),
            line AS (
                SELECT h.*, l.line, l.place, (l.line ->> 'amountFen')::bigint - coalesce((
                    SELECT sum((b ->> 'amountFen')::bigint) FROM refund f
                        CROSS JOIN LATERAL jsonb_array_elements(f.lines::jsonb) b
                    WHERE f.redemption_id = h.redemption_id AND b ->> 'planCode' = l.line ->> 'planCode'), 0)::bigint AS fen
                FROM hold h CROSS JOIN LATERAL jsonb_array_elements(h.lines::jsonb) WITH ORDINALITY AS l (line, place)),
            part AS (
                SELECT h.organization_id, h.provider_id, h.external_reference, h.offering_id,
                    coalesce(h.line ->> 'planCode', 'called ' || (h.line ->> 'description')) AS plan,
                    h.line ->> 'quantity' AS quantity, (h.line ->> 'baseFen')::bigint AS base_fen,
                    floor(h.ratio * (h.line ->> 'baseFen')::bigint)::bigint AS share_fen,
                    greatest(0, least(h.fen, h.paid_fen + h.fen - sum(h.fen) OVER (PARTITION BY h.id ORDER BY h.place)))
                        AS paid_fen
                FROM line h
                WHERE (h.organization_id, h.provider_id, h.external_reference) IN (
                    SELECT organization_id, provider_id, external_reference FROM hold WHERE programme_id = '%s'))
            SELECT organization_id, external_reference, offering_id, plan, min(quantity) OVER same, max(quantity) OVER same,
                share_fen, sum(paid_fen) OVER (same ORDER BY share_fen)::bigint, (sum(paid_fen) OVER same)::bigint,
                max(base_fen) OVER same
            FROM part WHERE paid_fen > 0
            WINDOW same AS (PARTITION BY organization_id, provider_id, external_reference, offering_id, plan)
            """;

    /**
     * What deliveries of the orders that vouchers of a programme pay say of what was captured of them: in all, and by
     * voucher; what was captured; and what of it is not due any more. Only what was accepted may have captured anything.
     */
    private static final String DELIVERIES =
            """
            SELECT x.id, x.captured_fen, coalesce((SELECT sum((p ->> 'amountFen')::bigint)
                    FROM jsonb_array_elements(x.paid::jsonb) p), 0)::bigint,
                coalesce((SELECT sum(d.amount_fen) FROM reservation r JOIN redemption d ON d.reservation_id = r.id
                    WHERE r.order_id = x.order_id AND r.delivery_id = x.id), 0)::bigint,
                x.lowered_fen
            FROM order_delivery x
            WHERE x.order_id IN (SELECT r.order_id FROM reservation r JOIN voucher v ON v.id = r.voucher_id
                WHERE v.programme_id = '%s')
            """;

    /** What was captured of the deliveries of each order, and the subsidy that it was placed with. */
    private static final String ACCEPTED_OF_ORDERS =
            """
            SELECT o.id, (SELECT coalesce(sum(x.captured_fen), 0) FROM order_delivery x
                WHERE x.order_id = o.id AND x.status = 'ACCEPTED')::bigint, o.subsidy_fen
            FROM service_order o
            WHERE o.id IN (SELECT r.order_id FROM reservation r JOIN voucher v ON v.id = r.voucher_id
                WHERE v.programme_id = '%s')
            """;

    /** Who was awarded twice under a programme for one proof. */
    private static final String AWARDED_BEYOND =
            """
            SELECT a.organization_id FROM award a JOIN award_list l ON l.id = a.list_id
            WHERE l.programme_id = '%s' AND a.budget_id IS NOT NULL AND a.status <> 'STRUCK'
            GROUP BY a.organization_id, lower(regexp_replace(a.proof, '[[:space:]]+', '', 'g')) HAVING count(*) > 1
            """;

    /** What is owed without an award that became final or a stage that was accepted, or otherwise than that says. */
    private static final String OWED_FOR_NOTHING =
            """
            SELECT e.id FROM settlement_entitlement e
                LEFT JOIN award a ON e.source = 'AWARD' AND a.entitlement_id = e.id AND a.id = e.origin_id
                    AND a.organization_id = e.organization_id AND a.status = 'OWED'
                LEFT JOIN award_list l ON l.id = a.list_id AND l.status = 'FINAL' AND l.programme_id = e.programme_id
                LEFT JOIN purchase_stage s ON e.source = 'PURCHASE' AND s.entitlement_id = e.id AND s.id = e.origin_id
                    AND s.status = 'ACCEPTED'
                LEFT JOIN purchase_contract p ON p.id = s.contract_id AND p.provider_id = e.provider_id
                    AND p.programme_id = e.programme_id
            WHERE e.programme_id = '%s' AND (num_nulls(l.id, p.id) <> 1
                OR e.amount_fen IS DISTINCT FROM coalesce(a.amount_fen, s.amount_fen))
            """;

    /** What was paid of an entitlement that is taken back, and is not asked back whole. */
    private static final String REVOKED_AND_KEPT =
            """
            SELECT e.id FROM settlement_entitlement e JOIN settlement_line l ON l.entitlement_id = e.id AND l.status = 'PAID'
            WHERE e.programme_id = '%s' AND e.status = 'REVOKED'
                AND l.amount_fen <> (SELECT coalesce(sum(r.amount_fen), 0) FROM recovery r WHERE r.line_id = l.id)
            """;

    /** Vouchers that are taken back with their captures, of which something is neither refunded nor asked back. */
    private static final String REVOKED_AND_CAPTURED =
            """
            SELECT v.id FROM voucher v WHERE v.programme_id = '%s' AND v.revoked_at IS NOT NULL AND v.revocation_takes_captured
                AND v.captured_fen <> (SELECT coalesce(sum(r.amount_fen), 0) FROM recovery r WHERE r.voucher_id = v.id)
            """;

    /** Claims of more than what is left of their capture, or than what is owed. */
    private static final String CLAIMED_BEYOND =
            """
            SELECT c.id, c.amount_fen, coalesce(d.amount_fen - d.refunded_fen, e.amount_fen, 0)
            FROM settlement_claim c LEFT JOIN redemption d ON d.id = c.redemption_id
                LEFT JOIN settlement_entitlement e ON e.id = c.entitlement_id
                    AND (e.status = 'CLAIMED' OR e.status = 'REVOKED' AND c.status = 'PAID')
            WHERE c.programme_id = '%s' AND c.status NOT IN ('REJECTED', 'WITHDRAWN')
                AND c.amount_fen > coalesce(d.amount_fen - d.refunded_fen, e.amount_fen, 0)
            """;

    /** Lines that the bank pays or has paid, and whose claims say another thing. */
    private static final String PAID_BEYOND_CLAIMS =
            """
            SELECT l.id FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id
                JOIN settlement_claim c ON c.id = l.claim_id
            WHERE b.programme_id = '%s' AND l.status IN ('INSTRUCTED', 'PAID')
                AND (c.status <> l.status OR c.amount_fen <> l.amount_fen
                    OR (c.voucher_id, c.entitlement_id) IS DISTINCT FROM (l.voucher_id, l.entitlement_id)
                    OR c.programme_id <> b.programme_id)
            """;

    /** Batches that say another thing than their lines. */
    private static final String BATCHES_UNLIKE_LINES =
            """
            SELECT b.id FROM settlement_batch b CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE l.status <> 'REMOVED') AS lines,
                    coalesce(sum(l.amount_fen) FILTER (WHERE l.status <> 'REMOVED'), 0) AS fen,
                    count(*) FILTER (WHERE l.status = 'PAID') AS paid,
                    coalesce(sum(l.amount_fen) FILTER (WHERE l.status = 'PAID'), 0) AS paid_fen,
                    count(*) FILTER (WHERE l.status IN ('FAILED', 'RETURNED')) AS failed,
                    coalesce(sum(l.amount_fen) FILTER (WHERE l.status IN ('FAILED', 'RETURNED')), 0) AS failed_fen
                FROM settlement_line l WHERE l.batch_id = b.id) s
            WHERE b.programme_id = '%s' AND (b.lines, b.amount_fen, b.paid_lines, b.paid_fen, b.failed_lines, b.failed_fen)
                IS DISTINCT FROM (s.lines, s.fen, s.paid, s.paid_fen, s.failed, s.failed_fen)
            """;

    /** What is in payment and what is paid, by the account that it was owed from, as the lines of batches say. */
    private static final String PAYMENTS = """
            SELECT CASE WHEN l.is_to_provider THEN 'PROVIDER_PAYABLE' ELSE 'ENTERPRISE_PAYABLE' END, l.payee_id,
                coalesce(sum(l.amount_fen) FILTER (WHERE l.status = 'INSTRUCTED'), 0)::bigint,
                coalesce(sum(l.amount_fen) FILTER (WHERE l.status = 'PAID'), 0)::bigint
            FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id
            WHERE b.programme_id = '%1$s' AND l.status IN ('INSTRUCTED', 'PAID') GROUP BY 1, 2
            """;

    /** By whoever owes them: what is not paid any more, for it was asked back and not given up, and what is open. */
    private static final String RECOVERIES = """
            SELECT debtor_id, sum(amount_fen - written_off_fen)::bigint,
                sum(amount_fen - received_fen - written_off_fen)::bigint
            FROM recovery WHERE programme_id = '%s' GROUP BY 1
            """;

    /** Lines of which more is asked back than they paid, or that are not paid. */
    private static final String RECOVERED_BEYOND = """
            SELECT l.id FROM settlement_line l JOIN recovery r ON r.line_id = l.id WHERE r.programme_id = '%s'
            GROUP BY l.id, l.status, l.amount_fen HAVING l.status <> 'PAID' OR sum(r.amount_fen) > l.amount_fen
            """;

    /** Recoveries whose amounts are not what their steps come to. */
    private static final String RECOVERIES_UNLIKE_STEPS = """
            SELECT r.id FROM recovery r LEFT JOIN recovery_step s ON s.recovery_id = r.id WHERE r.programme_id = '%s'
            GROUP BY r.id HAVING coalesce(sum(s.amount_fen) FILTER (WHERE s.move = 'DEMAND'), 0) <> r.amount_fen
                OR coalesce(sum(s.amount_fen) FILTER (WHERE s.move = 'RECEIVE'), 0)
                    - coalesce(sum(s.amount_fen) FILTER (WHERE s.move = 'REVERSE_RECEIPT'), 0) <> r.received_fen
                OR coalesce(sum(s.amount_fen) FILTER (WHERE s.move = 'APPROVE_WRITE_OFF'), 0) <> r.written_off_fen
            """;

    /** Slips of which another amount was used than receipts that were not undone have taken of them, or more than there is. */
    private static final String SLIPS_UNLIKE_RECEIPTS = """
            SELECT p.organization_id FROM recovery_slip p LEFT JOIN recovery_step s ON s.organization_id = p.organization_id
                AND upper(s.serial) = p.serial AND NOT EXISTS (SELECT FROM recovery_step u WHERE u.reverses_id = s.id)
            WHERE EXISTS (SELECT FROM recovery r WHERE r.programme_id = '%s' AND r.organization_id = p.organization_id)
            GROUP BY p.organization_id, p.serial, p.used_fen, p.amount_fen
            HAVING coalesce(sum(s.amount_fen), 0) <> p.used_fen OR p.used_fen > p.amount_fen
            """;

    /** Deliveries that say that another amount of a voucher is asked back than its recoveries do. */
    private static final String ASKED_BACK_OTHERWISE = """
            WITH says AS (
                SELECT x.id AS delivery_id, (p ->> 'voucherId')::uuid AS voucher_id, sum((p ->> 'amountFen')::bigint) AS fen
                FROM order_delivery x CROSS JOIN LATERAL jsonb_array_elements(x.asked_back::jsonb) p
                GROUP BY 1, 2),
            asked AS (SELECT delivery_id, voucher_id, sum(amount_fen) AS fen FROM recovery
                WHERE delivery_id IS NOT NULL GROUP BY 1, 2)
            SELECT delivery_id, coalesce(s.fen, 0)::bigint, coalesce(a.fen, 0)::bigint
            FROM says s FULL JOIN asked a USING (delivery_id, voucher_id) JOIN voucher v ON v.id = voucher_id
            WHERE v.programme_id = '%s' AND coalesce(s.fen, 0) <> coalesce(a.fen, 0)
            """;

    /**
     * Vouchers of which more was captured, not refunded and not asked back for an order than what was accepted of it
     * says.
     */
    private static final String CAPTURED_BEYOND =
            """
            WITH captured AS (
                SELECT r.order_id, d.voucher_id, sum(d.amount_fen - d.refunded_fen) AS fen
                FROM redemption d JOIN reservation r ON r.id = d.reservation_id JOIN voucher v ON v.id = d.voucher_id
                WHERE v.programme_id = '%s' AND r.order_id IS NOT NULL
                GROUP BY 1, 2),
            accepted AS (
                SELECT x.order_id, (p ->> 'voucherId')::uuid AS voucher_id, sum((p ->> 'amountFen')::bigint) AS fen
                FROM order_delivery x CROSS JOIN LATERAL jsonb_array_elements(x.paid::jsonb) p
                WHERE x.status = 'ACCEPTED'
                GROUP BY 1, 2),
            asked AS (SELECT order_id, voucher_id, sum(amount_fen) AS fen FROM recovery GROUP BY 1, 2)
            SELECT c.order_id, c.voucher_id, (c.fen - coalesce(k.fen, 0))::bigint, coalesce(a.fen, 0)::bigint
            FROM captured c LEFT JOIN accepted a USING (order_id, voucher_id) LEFT JOIN asked k USING (order_id, voucher_id)
            WHERE c.fen - coalesce(k.fen, 0) > coalesce(a.fen, 0)
            """;

    /** What is held for orders that are over or not there, or for deliveries that do not wait. */
    private static final String HELD_FOR_NOTHING =
            """
            SELECT r.id FROM reservation r JOIN voucher v ON v.id = r.voucher_id
                LEFT JOIN service_order o ON o.id = r.order_id
                LEFT JOIN order_delivery x ON x.id = r.delivery_id AND x.order_id = r.order_id
            WHERE v.programme_id = '%s' AND r.status = 'HELD' AND r.order_id IS NOT NULL
                AND (coalesce(o.status, 'LAPSED') IN ('COMPLETED', 'REJECTED', 'LAPSED', 'CANCELLED')
                    OR r.delivery_id IS NOT NULL AND coalesce(x.status, 'LAPSED') <> 'REPORTED')
            """;

    /** What was done with all claims of a batch in one go. */
    private static final String ONE_FOR_ALL_CLAIMS =
            "SELECT by_id, reason FROM claim_step WHERE move = '%s' GROUP BY by_id, reason, at";

    /** Operations that leave something which is called by their key, and where; so an effect without an answer shows. */
    private static final Map<String, String> CALLED_BY_KEY = Map.ofEntries(
            Map.entry("reserve", "SELECT created_by, external_reference FROM reservation WHERE parent_id IS NULL"),
            Map.entry("reserve-across", "SELECT created_by, external_reference FROM reservation WHERE parent_id IS NULL"),
            Map.entry("apply", "SELECT created_by, request::jsonb -> 'lines' -> 0 ->> 'description' FROM voucher_application"),
            Map.entry("withdraw", "SELECT actor_id, reason FROM voucher_application_step WHERE move = 'WITHDRAW'"),
            Map.entry("publish", "SELECT published_by, reason FROM public_notice"),
            Map.entry("issue", "SELECT decided_by, reason FROM notice_issue"),
            Map.entry("reallocate", "SELECT proposed_by, reason FROM budget_movement"),
            Map.entry(
                    "approve-movement", "SELECT decided_by, decision_reason FROM budget_movement WHERE status = 'APPROVED'"),
            Map.entry(
                    "refuse-movement", "SELECT decided_by, decision_reason FROM budget_movement WHERE status = 'REJECTED'"),
            Map.entry("order", "SELECT placed_by, external_reference FROM service_order"),
            Map.entry("cancel-order", "SELECT by_id, reason FROM order_step WHERE move = 'CANCEL'"),
            Map.entry("reject-order", "SELECT by_id, reason FROM order_step WHERE move = 'REJECT'"),
            Map.entry("deliver", "SELECT reported_by, note FROM order_delivery WHERE source = 'REPORT'"),
            Map.entry("reject-delivery", "SELECT decided_by, reason FROM order_delivery WHERE status = 'REJECTED'"),
            Map.entry("withdraw-delivery", "SELECT decided_by, reason FROM order_delivery WHERE status = 'WITHDRAWN'"),
            Map.entry("amend", "SELECT proposed_by, note FROM order_amendment"),
            Map.entry("dispute", "SELECT filed_by, statement FROM order_dispute"),
            Map.entry("decide-dispute", "SELECT decided_by, decision FROM order_dispute WHERE outcome IS NOT NULL"),
            Map.entry("dispute-bill", "SELECT disputed_by, dispute_reason FROM bill"),
            Map.entry("answer-bill", "SELECT answered_by, answer_reason FROM bill"),
            Map.entry("review-claim", "SELECT by_id, reason FROM claim_step WHERE move IN ('APPROVE', 'RETURN')"),
            Map.entry("withdraw-claim", "SELECT by_id, reason FROM claim_step WHERE move = 'WITHDRAW'"),
            Map.entry("build-batch", ONE_FOR_ALL_CLAIMS.formatted("BATCH")),
            Map.entry("notice-batch", ONE_FOR_ALL_CLAIMS.formatted("NOTICE")),
            Map.entry("instruct", ONE_FOR_ALL_CLAIMS.formatted("INSTRUCT")),
            Map.entry("reinstate", "SELECT by_id, reason FROM claim_step WHERE move = 'RETRY'"));

    /** Operations whose answer names what they made, and nobody else. */
    private static final Set<String> MAKES =
            Set.of("reserve", "reserve-across", "capture", "refund", "apply", "publish", "issue", "reallocate", "order",
                    "deliver", "amend", "dispute", "usage", "claim", "build-batch");

    private void readNamed() throws SQLException {
        for (Map.Entry<String, String> each : CALLED_BY_KEY.entrySet()) {
            Map<String, Integer> found = new HashMap<>();
            each(each.getValue(), row -> found.merge(row.getString(1) + " " + row.getString(2), 1, Integer::sum));
            named.put(each.getKey(), found);
        }
    }

    private static String sha256(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something with a row. */
    private interface Rows {
        void accept(ResultSet row) throws SQLException;
    }

    private void each(String sql, Rows rows) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.accept(row);
                }
            }
        }
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static String some(Map<?, ?> many) {
        return many.keySet().stream().limit(5).toList() + (many.size() > 5 ? " and " + (many.size() - 5) + " more" : "");
    }
}
