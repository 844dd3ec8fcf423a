package cn.dengyun.settlement.evidence;

import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.DocumentPurpose;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A 数电票 as XML, as the tax platform gives it: the root {@code EInvoice} in no namespace. Its signature is not verified:
 * that takes the certificates of the tax platform.
 */
final class DigitalInvoice {

    static final String ROOT = "EInvoice";

    private static final String RED = ROOT + "/Header/InherentLabel/InIssuType/LabelCode";
    private static final String NUMBER = ROOT + "/TaxSupervisionInfo/InvoiceNumber";
    private static final String DAY = ROOT + "/TaxSupervisionInfo/IssueTime";
    private static final String SELLER_NAME = ROOT + "/EInvoiceData/SellerInformation/SellerName";
    private static final String SELLER_CODE = ROOT + "/EInvoiceData/SellerInformation/SellerIdNum";
    private static final String BUYER_NAME = ROOT + "/EInvoiceData/BuyerInformation/BuyerName";
    private static final String BUYER_CODE = ROOT + "/EInvoiceData/BuyerInformation/BuyerIdNum";
    private static final String EX_TAX = ROOT + "/EInvoiceData/BasicInformation/TotalAmWithoutTax";
    private static final String TAX = ROOT + "/EInvoiceData/BasicInformation/TotalTaxAm";
    private static final String TOTAL = ROOT + "/EInvoiceData/BasicInformation/TotalTax-includedAmount";
    static final Set<String> FIELDS =
            Set.of(RED, NUMBER, DAY, SELLER_NAME, SELLER_CODE, BUYER_NAME, BUYER_CODE, EX_TAX, TAX, TOTAL);

    private static final Pattern TWENTY_DIGITS = Pattern.compile("[0-9]{20}");
    /** Of what is no red-letter invoice. */
    private static final String BLUE = "Y";

    private DigitalInvoice() {}

    static EvidenceReading read(XmlFields fields) throws Unreadable {
        if (fields.get(RED) != null && !fields.get(RED).equals(BLUE)) {
            throw new Unreadable(ReadingFault.REVERSAL);
        }
        long total = Readings.total(fields.get(TOTAL));
        long exTax = Readings.fen(fields.get(EX_TAX));
        Long tax = fields.get(TAX) == null ? null : Long.valueOf(Readings.fen(fields.get(TAX)));
        requireSum(exTax, tax, total);
        return new EvidenceReading(
                null,
                DocumentPurpose.INVOICE,
                Readings.number(fields.get(NUMBER), TWENTY_DIGITS),
                Readings.day(fields.get(DAY)),
                Readings.name(Readings.required(fields.get(BUYER_NAME))),
                Readings.code(fields.get(BUYER_CODE)),
                Readings.name(Readings.required(fields.get(SELLER_NAME))),
                Readings.code(Readings.required(fields.get(SELLER_CODE))),
                exTax,
                tax,
                total);
    }

    private static void requireSum(long exTax, Long tax, long total) throws Unreadable {
        if (exTax + (tax == null ? 0 : tax) != total) {
            throw new Unreadable(ReadingFault.SUM_UNFIT);
        }
    }
}
