package cn.dengyun.reference;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads all reference data. It blocks, so it is for the start only. */
@ApplicationScoped
class ReferenceStore {

    private static final String REGIONS = """
            SELECT code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to
            FROM region ORDER BY code
            """;
    private static final String SUCCESSORS = """
            SELECT code, successor_code, kind, effective_on, observed_in
            FROM region_successor ORDER BY code, effective_on, successor_code
            """;
    /** Each section right before its divisions. */
    private static final String INDUSTRIES = """
            SELECT code, name_zh, name_en, level, parent_code
            FROM industry ORDER BY coalesce(parent_code, code), level DESC, code
            """;

    private static final String SERVICE_CATEGORIES =
            "SELECT code, name_zh, name_en, layer, clause FROM service_category ORDER BY sort";
    private static final String CODE_LISTS = "SELECT name, title_zh, title_en FROM code_list ORDER BY name";
    private static final String CODES = """
            SELECT list_name, code, name_zh, name_en, valid_from, valid_to
            FROM code_list_item ORDER BY list_name, sort
            """;
    private static final String KEY_INDUSTRY_DIVISIONS =
            "SELECT key_industry, division_code FROM key_industry_division ORDER BY key_industry, division_code";

    private final AgroalDataSource database;

    ReferenceStore(AgroalDataSource database) {
        this.database = database;
    }

    ReferenceData load() {
        try (Connection connection = database.getConnection()) {
            return ReferenceData.of(
                    regions(connection),
                    read(connection, INDUSTRIES, ReferenceStore::industry),
                    read(connection, SERVICE_CATEGORIES, ReferenceStore::serviceCategory),
                    codeLists(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("the reference data cannot be read", e);
        }
    }

    private static List<Region> regions(Connection connection) throws SQLException {
        Map<String, List<Region.Successor>> successors =
                grouped(read(connection, SUCCESSORS, row -> Map.entry(row.getString("code"), successor(row))));
        return read(connection, REGIONS, row -> region(row, successors));
    }

    private static Region region(ResultSet row, Map<String, List<Region.Successor>> successors) throws SQLException {
        return new Region(
                row.getString("code"),
                row.getString("name_zh"),
                row.getString("name_en"),
                RegionLevel.valueOf(row.getString("level")),
                row.getString("parent_code"),
                row.getBoolean("is_reporting_unit"),
                validity(row),
                successors.getOrDefault(row.getString("code"), List.of()));
    }

    private static Region.Successor successor(ResultSet row) throws SQLException {
        return new Region.Successor(
                row.getString("successor_code"),
                RegionChange.valueOf(row.getString("kind")),
                row.getObject("effective_on", LocalDate.class),
                row.getString("observed_in"));
    }

    private static Industry industry(ResultSet row) throws SQLException {
        return new Industry(
                row.getString("code"),
                row.getString("name_zh"),
                row.getString("name_en"),
                Industry.Level.valueOf(row.getString("level")),
                row.getString("parent_code"));
    }

    private static ServiceCategory serviceCategory(ResultSet row) throws SQLException {
        return new ServiceCategory(
                row.getString("code"),
                row.getString("name_zh"),
                row.getString("name_en"),
                ServiceCategory.Layer.valueOf(row.getString("layer")),
                row.getString("clause"));
    }

    private static List<CodeList> codeLists(Connection connection) throws SQLException {
        Map<String, List<String>> divisions = grouped(read(
                connection,
                KEY_INDUSTRY_DIVISIONS,
                row -> Map.entry(row.getString("key_industry"), row.getString("division_code"))));
        Map<String, List<CodeList.Code>> codes =
                grouped(read(connection, CODES, row -> Map.entry(row.getString("list_name"), code(row, divisions))));
        List<CodeList> lists = new ArrayList<>(read(
                connection,
                CODE_LISTS,
                row -> new CodeList(
                        row.getString("name"),
                        row.getString("title_zh"),
                        row.getString("title_en"),
                        codes.getOrDefault(row.getString("name"), List.of()))));
        EnumTexts.all().stream().map(ReferenceStore::codeList).forEach(lists::add);
        lists.sort(Comparator.comparing(CodeList::name));
        return lists;
    }

    private static CodeList codeList(EnumTexts.Codes values) {
        return new CodeList(
                values.list(),
                values.title(Language.ZH),
                values.title(Language.EN),
                values.codes().stream()
                        .map(code -> new CodeList.Code(
                                code,
                                values.name(code, Language.ZH),
                                values.name(code, Language.EN),
                                new ValidityPeriod(null, null),
                                List.of()))
                        .toList());
    }

    private static CodeList.Code code(ResultSet row, Map<String, List<String>> divisions) throws SQLException {
        boolean isKeyIndustry = row.getString("list_name").equals(ReferenceService.KEY_INDUSTRIES);
        return new CodeList.Code(
                row.getString("code"),
                row.getString("name_zh"),
                row.getString("name_en"),
                validity(row),
                isKeyIndustry ? divisions.getOrDefault(row.getString("code"), List.of()) : List.of());
    }

    private static ValidityPeriod validity(ResultSet row) throws SQLException {
        return new ValidityPeriod(
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class));
    }

    private static <T> Map<String, List<T>> grouped(List<Map.Entry<String, T>> rows) {
        return rows.stream().collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static <T> List<T> read(Connection connection, String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
