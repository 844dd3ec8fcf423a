package cn.dengyun.settlement.batch;

import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.form.CsvTable.Column;
import cn.dengyun.platform.form.CsvTable.Row;
import cn.dengyun.settlement.batch.domain.BankResult;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a bank says of a batch, a row for each payment. A cell that cannot be read spoils its own row only. */
public final class BankResultSheet {

    public static final String DESCRIPTION = "A header and 12,000 rows at most, in UTF-8 or GB18030: endToEndId 端到端标识,"
            + " amount 金额 (yuan with two decimals), currency 币种 (CNY), status 状态 (PAID, FAILED, or RETURNED for what was paid and came"
            + " back), reasonCode 原因代码 (of ISO 20022, unless PAID), bankReference 银行流水号, valueDate 起息日 (YYYY-MM-DD)";
    public static final String EXAMPLE = "endToEndId,amount,currency,status,reasonCode,bankReference,valueDate\n"
            + "J4K7M2P9QXT800001,1440.00,CNY,PAID,,20181008000123,2018-10-08\n"
            + "J4K7M2P9QXT800002,720.00,CNY,FAILED,AC04,20181008000124,2018-10-08\n"
            + "J4K7M2P9QXT800003,360.00,CNY,RETURNED,AC06,20181009000007,2018-10-09\n";

    /** More than a batch has lines: that a bank says something twice keeps no other row from being booked. */
    private static final int MAX_ROWS = SettlementBatch.MAX_LINES + 2_000;

    private static final Column END_TO_END_ID = new Column("endToEndId", "端到端标识", true, 35);
    private static final Column AMOUNT = new Column("amount", "金额", true, 20);
    private static final Column CURRENCY = new Column("currency", "币种", true, 3);
    private static final Column STATUS = new Column("status", "状态", true, 20);
    private static final Column REASON_CODE = new Column("reasonCode", "原因代码", false, 35);
    private static final Column BANK_REFERENCE = new Column("bankReference", "银行流水号", true, 64);
    private static final Column VALUE_DATE = new Column("valueDate", "起息日", true, 10);

    /** What a row is said to have wrong that has more cells than the header: no other can be relied on. */
    private static final String SURPLUS = "surplus";

    private BankResultSheet() {}

    /**
     * All rows in their order. Rejects with {@code invalid-request} (400) what is no such table: {@code body-missing},
     * {@code csv-unreadable}, {@code csv-empty}, {@code csv-too-many-rows}, {@code csv-column-missing},
     * {@code csv-column-unfit}.
     */
    public static List<BankResult> read(byte[] file) {
        if (file == null || file.length == 0) {
            throw Rejection.invalid(List.of(Defect.at("", "body-missing")));
        }
        List<Defect> defects = new ArrayList<>();
        List<Column> columns =
                List.of(END_TO_END_ID, AMOUNT, CURRENCY, STATUS, REASON_CODE, BANK_REFERENCE, VALUE_DATE);
        List<Row> rows = CsvTable.read(file, columns, MAX_ROWS, defects);
        Map<Integer, String> unreadable = new HashMap<>();
        for (Defect defect : defects) {
            String[] place = defect.pointer().split("/", -1);
            unreadable.putIfAbsent(Integer.valueOf(place[2]), place.length > 3 ? place[3] : SURPLUS);
        }
        return rows.stream()
                .map(row -> result(row, unreadable.get(row.number())))
                .toList();
    }

    private static BankResult result(Row row, String unreadable) {
        Long fen = fen(row.cell(AMOUNT));
        BankResult.Said said = said(row.cell(STATUS));
        LocalDate valueOn = day(row.cell(VALUE_DATE));
        String first = unreadable;
        if (first == null && fen == null) {
            first = AMOUNT.name();
        }
        if (first == null && said == null) {
            first = STATUS.name();
        }
        if (first == null
                && said != BankResult.Said.PAID
                && row.cell(REASON_CODE).isEmpty()) {
            first = REASON_CODE.name();
        }
        if (first == null && valueOn == null) {
            first = VALUE_DATE.name();
        }
        return new BankResult(
                row.number(),
                row.cell(END_TO_END_ID).toUpperCase(Locale.ROOT),
                fen,
                row.cell(CURRENCY).toUpperCase(Locale.ROOT),
                said,
                row.cell(REASON_CODE).toUpperCase(Locale.ROOT),
                row.cell(BANK_REFERENCE),
                valueOn,
                first);
    }

    /** Yuan with two decimals exactly: {@code 12.5} may be a slip of the pen. */
    private static Long fen(String cell) {
        return cell.matches("^[0-9]{1,14}\\.[0-9]{2}$")
                ? new BigDecimal(cell).movePointRight(2).longValueExact()
                : null;
    }

    private static BankResult.Said said(String cell) {
        return Arrays.stream(BankResult.Said.values())
                .filter(each -> each.name().equalsIgnoreCase(cell))
                .findFirst()
                .orElse(null);
    }

    private static LocalDate day(String cell) {
        try {
            return cell.matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$") ? LocalDate.parse(cell) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
