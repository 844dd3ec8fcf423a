package cn.dengyun.settlement.evidence;

import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.form.CsvTable.Column;
import cn.dengyun.platform.form.CsvTable.Row;
import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.Rejection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The slip of a payment in the form of this platform, as XML or as CSV with one row (ADR 0070). Banks have forms of
 * their own; whoever has a slip of a bank converts it, or types it as before.
 */
final class BankSlip {

    private static final String NAMESPACE = "urn:dengyun:bank-receipt:1";
    static final String ROOT = "{" + NAMESPACE + "}BankReceipt";

    private static final String SERIAL = ROOT + "/Serial";
    private static final String PAID_ON = ROOT + "/PaidOn";
    private static final String CURRENCY = ROOT + "/Currency";
    private static final String AMOUNT = ROOT + "/Amount";
    private static final String PAYER = ROOT + "/PayerName";
    private static final String PAYEE = ROOT + "/PayeeName";
    static final Set<String> FIELDS = Set.of(SERIAL, PAID_ON, CURRENCY, AMOUNT, PAYER, PAYEE);

    private static final int MAX_CELL = 200;
    private static final Column SERIAL_COLUMN = new Column("serial", "回单流水号", true, MAX_CELL);
    private static final Column PAID_ON_COLUMN = new Column("paidOn", "付款日期", true, MAX_CELL);
    private static final Column CURRENCY_COLUMN = new Column("currency", "币种", true, MAX_CELL);
    private static final Column AMOUNT_COLUMN = new Column("amount", "金额", true, MAX_CELL);
    private static final Column PAYER_COLUMN = new Column("payerName", "付款人", true, MAX_CELL);
    private static final Column PAYEE_COLUMN = new Column("payeeName", "收款人", true, MAX_CELL);
    private static final List<Column> COLUMNS =
            List.of(SERIAL_COLUMN, PAID_ON_COLUMN, CURRENCY_COLUMN, AMOUNT_COLUMN, PAYER_COLUMN, PAYEE_COLUMN);

    /** As those that are typed. */
    private static final Pattern FORM = Pattern.compile("(?=.{1,64}$)(\\S.*)?[0-9A-Za-z](.*\\S)?");

    private static final Set<String> YUAN = Set.of("CNY", "人民币");

    private BankSlip() {}

    static EvidenceReading read(XmlFields fields) throws Unreadable {
        return reading(
                fields.get(SERIAL),
                fields.get(PAID_ON),
                fields.get(CURRENCY),
                fields.get(AMOUNT),
                fields.get(PAYER),
                fields.get(PAYEE));
    }

    static EvidenceReading read(byte[] table) throws Unreadable {
        List<Defect> defects = new ArrayList<>();
        List<Row> rows;
        try {
            rows = CsvTable.read(table, COLUMNS, 2, defects);
        } catch (Rejection e) {
            throw new Unreadable(ReadingFault.UNKNOWN_FORM);
        }
        if (rows.size() != 1) {
            throw new Unreadable(ReadingFault.AMBIGUOUS);
        }
        Row row = rows.get(0);
        if (!defects.isEmpty()) {
            throw new Unreadable(ReadingFault.INCOMPLETE);
        }
        return reading(
                row.cell(SERIAL_COLUMN),
                row.cell(PAID_ON_COLUMN),
                row.cell(CURRENCY_COLUMN),
                row.cell(AMOUNT_COLUMN),
                row.cell(PAYER_COLUMN),
                row.cell(PAYEE_COLUMN));
    }

    private static EvidenceReading reading(
            String serial, String paidOn, String currency, String amount, String payer, String payee)
            throws Unreadable {
        if (!YUAN.contains(Readings.required(currency))) {
            throw new Unreadable(ReadingFault.FOREIGN_CURRENCY);
        }
        LocalDate day = Readings.day(paidOn);
        return new EvidenceReading(
                null,
                DocumentPurpose.PAYMENT_PROOF,
                Readings.number(serial, FORM),
                day,
                Readings.name(Readings.required(payer)),
                null,
                Readings.name(Readings.required(payee)),
                null,
                null,
                null,
                Readings.total(amount));
    }
}
