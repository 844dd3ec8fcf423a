package cn.dengyun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.DengyunApplication;
import cn.dengyun.architecture.planted.trade.store.TradeThatReadsVouchers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every table belongs to one slice, or to the platform, and no SQL of another names it: what it holds is asked for at
 * the door of its slice.
 *
 * <p>Seen are the texts of compiled classes, pieces of statements included; entities of Hibernate are not.
 */
class TableOwnershipTest {

    /** What migrations made before they named the owner themselves. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("platform", "platform_secret idempotency_record job mail event event_head"),
            Map.entry(
                    "audit",
                    "audit_entry audit_personal audit_pending audit_chain audit_head audit_checkpoint audit_key"
                            + " audit_archive audit_verification audit_erasure"),
            Map.entry(
                    "reference",
                    "region region_successor industry service_category code_list code_list_item key_industry_division"
                            + " holiday_arrangement"),
            Map.entry(
                    "identity",
                    "organization organization_measure certification account external_identity password_reset"
                            + " second_factor recovery_code invitation session refresh_token token_revocation"
                            + " sign_in_failure sign_in_place signing_key api_client client_assertion delegation delegation_use"),
            Map.entry("files", "attachment attachment_content attachment_chunk attachment_usage"),
            Map.entry("provider", "provider"),
            Map.entry(
                    "catalogue",
                    "offering offering_version offering_confirmation offering_change catalogue_push"
                            + " catalogue_push_chunk"),
            Map.entry(
                    "ledger",
                    "ledger_transfer ledger_pending ledger_position ledger_head ledger_sequencer ledger_total"
                            + " ledger_balance ledger_checkpoint"),
            Map.entry(
                    "programme",
                    "programme rule_version budget budget_movement provider_ceiling entitlement simulation"
                            + " simulation_result"),
            Map.entry(
                    "voucher",
                    "voucher voucher_counter reservation redemption refund voucher_key voucher_presentation"),
            Map.entry(
                    "application",
                    "voucher_application voucher_application_step voucher_decision intake_entry application_origin"
                            + " application_evidence voucher_appeal public_notice notice_objection notice_issue"),
            Map.entry(
                    "events",
                    "webhook_endpoint webhook_progress webhook_delivery notification notification_progress"
                            + " notification_preference"));

    /** Packages of the platform that carry out what a slice owns, for all slices need it. */
    private static final Map<String, String> FOR_A_SLICE = Map.of("platform.audit", "audit");

    /** What still reads the table of another slice, and why. Nothing may be added; what is mended is struck out. */
    private static final Map<String, String> NOT_YET = Map.ofEntries(
            Map.entry(
                    "application.store.ApplicationStore: budget",
                    "finds the budgets that can serve somebody who waits, once a second, in one statement"),
            Map.entry("application.store.ApplicationStore: programme", "the same statement"),
            Map.entry(
                    "voucher.store.VoucherStore: provider",
                    "a provider sees the vouchers that were used with it: reservations do not name its organisation"),
            Map.entry("voucher.store.ReservationStore: provider", "the same sight, of reservations"),
            Map.entry("voucher.store.RedemptionStore: provider", "the same sight, of redemptions"),
            Map.entry(
                    "voucher.status.store.StandingStore: provider",
                    "a presented voucher is answered with one statement, its provider's organisation included"),
            Map.entry(
                    "voucher.status.store.StandingStore: programme",
                    "the same statement, and the size of a status list, which exists before its first voucher"),
            Map.entry("catalogue.search.FacetCounter: event", "counts are as of the last event about offerings"),
            Map.entry("catalogue.store.OfferingStore: event", "the feed of changes is in the order of the events"),
            Map.entry("events.webhook.DeliveryStore: event", "a delivery is the event it delivers"),
            Map.entry("events.webhook.EndpointStore: event_head", "an endpoint begins at the head of the events"),
            Map.entry(
                    "events.webhook.EndpointStore: organization",
                    "locks the owner, so that its endpoints can be counted"),
            Map.entry("events.webhook.ProgressStore: event", "a replay finds the events of a span of time"),
            Map.entry("events.webhook.ProgressStore: event_head", "who lags behind is found in one statement"));

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern MADE =
            Pattern.compile("^\\s*CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\\w+)", Pattern.MULTILINE);
    private static final Pattern RENAMED =
            Pattern.compile("^\\s*ALTER TABLE (\\w+) RENAME TO (\\w+)", Pattern.MULTILINE);
    /** A table behind its keyword, an alias, and more of the same between commas. */
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|TABLE|USING)\\s+(?:ONLY\\s+)?(\\w+(?:\\s+(?:AS\\s+)?\\w+)?"
                    + "(?:\\s*,\\s*\\w+(?:\\s+\\w+)?)*)");

    private static final Pattern VIEW = Pattern.compile("^CREATE VIEW (work_\\w+)", Pattern.MULTILINE);

    /** The first line of a migration that makes views of what waits. */
    private static final Pattern OWNER_OF_VIEWS = Pattern.compile("^-- Views of ([a-z]+)\\.");

    /** The first line of a migration that makes tables: {@code -- Tables of trade.} */
    private static final Pattern OWNER = Pattern.compile("^-- Tables? of (?:the )?([a-z]+)\\.");

    @Test
    void everyTableHasOneOwner() throws IOException {
        List<String> owned = TABLES.values().stream()
                .flatMap(tables -> Stream.of(tables.split(" ", -1)))
                .toList();

        assertThat(owned).doesNotHaveDuplicates();
        assertThat(ownersBelow(MIGRATIONS).keySet()).doesNotContainAnyElementsOf(owned);
        assertThat(owners()).containsOnlyKeys(tablesOfTheMigrations());
    }

    @Test
    void aMigrationNamesTheOwnerOfItsTables() throws IOException {
        Path sample = Path.of("src", "test", "resources", "db", "sample");

        assertThat(ownersBelow(sample)).isEqualTo(Map.of("suggestion", "sample"));
    }

    @Test
    void noSliceNamesTheTablesOfAnother() throws Exception {
        assertThat(crossingsBelow(packageOf(DengyunApplication.class)))
                .containsExactlyInAnyOrderElementsOf(NOT_YET.keySet());
    }

    @Test
    void theViewsOfWhatWaitsAreMadeBySlicesAndReadByTheWorkListAlone() throws Exception {
        Map<String, String> owners = new TreeMap<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            files.map(TableOwnershipTest::read).forEach(migration -> {
                Matcher owner = OWNER_OF_VIEWS.matcher(migration);
                String slice = owner.lookingAt() ? owner.group(1) : "nobody";
                VIEW.matcher(migration).results().forEach(made -> owners.put(made.group(1), slice));
            });
        }

        assertThat(owners).hasSizeGreaterThan(15).doesNotContainValue("nobody");
        assertThat(typesNaming(owners.keySet())).containsExactly("worklist.WorkStore");
        assertThat(tablesNamedBy("worklist")).isEmpty();
    }

    /** Types with a statement that names one of these. */
    private static Set<String> typesNaming(Set<String> views) throws Exception {
        return typesWith(text -> tablesIn(text).stream().anyMatch(views::contains));
    }

    /** Types of a slice with a statement that names a table of any. */
    private static Set<String> tablesNamedBy(String slice) throws Exception {
        Set<String> tables = owners().keySet();
        Set<String> types = typesWith(text -> tablesIn(text).stream().anyMatch(tables::contains));
        types.removeIf(type -> !sliceOf(type).equals(slice));
        return types;
    }

    private static Set<String> typesWith(Predicate<String> isWanted) throws Exception {
        Path base = packageOf(DengyunApplication.class);
        Set<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                if (ClassTexts.of(Files.newInputStream(file)).stream().anyMatch(isWanted)) {
                    types.add(base.relativize(file)
                            .toString()
                            .replaceAll("(\\$.*)?\\.class$", "")
                            .replace(file.getFileSystem().getSeparator(), "."));
                }
            }
        }
        return types;
    }

    @Test
    void aStoreThatReadsAnothersTableIsFound() throws Exception {
        Path planted = packageOf(TradeThatReadsVouchers.class).getParent().getParent();

        assertThat(crossingsBelow(planted))
                .containsExactlyInAnyOrder(
                        "trade.store.TradeThatReadsVouchers: voucher",
                        "trade.store.TradeThatReadsVouchers: programme",
                        "trade.store.TradeThatReadsVouchers: provider");
    }

    private static Set<String> crossingsBelow(Path base) throws IOException {
        Map<String, String> owners = owners();
        Set<String> crossings = new TreeSet<>();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String type = base.relativize(file)
                        .toString()
                        .replaceAll("(\\$.*)?\\.class$", "")
                        .replace(file.getFileSystem().getSeparator(), ".");
                String slice = sliceOf(type);
                for (String text : ClassTexts.of(Files.newInputStream(file))) {
                    tablesIn(text).stream()
                            .filter(table -> owners.containsKey(table)
                                    && !owners.get(table).equals(slice))
                            .forEach(table -> crossings.add(type + ": " + table));
                }
            }
        }
        return crossings;
    }

    /** The slice of each table. */
    private static Map<String, String> owners() throws IOException {
        Map<String, String> owners = ownersBelow(MIGRATIONS);
        TABLES.forEach((slice, tables) -> Stream.of(tables.split(" ", -1)).forEach(table -> owners.put(table, slice)));
        return owners;
    }

    private static Map<String, String> ownersBelow(Path migrations) throws IOException {
        Map<String, String> owners = new TreeMap<>();
        try (Stream<Path> files = Files.list(migrations)) {
            files.map(TableOwnershipTest::read).forEach(migration -> {
                Matcher owner = OWNER.matcher(migration);
                if (owner.lookingAt()) {
                    MADE.matcher(migration).results().forEach(made -> owners.put(made.group(1), owner.group(1)));
                }
            });
        }
        return owners;
    }

    private static String sliceOf(String type) {
        return FOR_A_SLICE.entrySet().stream()
                .filter(each -> type.startsWith(each.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(type.contains(".") ? type.substring(0, type.indexOf('.')) : type);
    }

    /** Names behind a keyword; those that the statement itself defines are left out. */
    private static List<String> tablesIn(String text) {
        List<String> tables = new ArrayList<>();
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            for (String table : named.group(1).split(",", -1)) {
                String name = table.strip().split("\\s", -1)[0];
                if (!Pattern.compile("\\b" + name + "\\s+(\\([^)]*\\)\\s+)?AS\\s+(MATERIALIZED\\s+)?\\(")
                        .matcher(text)
                        .find()) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private static Set<String> tablesOfTheMigrations() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            files.filter(file -> file.toString().endsWith(".sql")).sorted().forEach(file -> {
                String migration = read(file);
                MADE.matcher(migration).results().forEach(made -> tables.add(made.group(1)));
                RENAMED.matcher(migration).results().forEach(renamed -> {
                    tables.remove(renamed.group(1));
                    tables.add(renamed.group(2));
                });
            });
        }
        return tables;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packageOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                .getParent();
    }
}
