package cn.dengyun.settlement.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Evidence files in the forms that the platform reads, with whatever values a test wants. */
public final class TestEvidence {

    public static final String BUYER_CODE = "91340123MA2RCX1234";
    public static final String SELLER_CODE = "91340100MA2RXJ5678";

    private TestEvidence() {}

    /** A 数电票 over 36.00 yuan. */
    public static Map<String, String> invoice() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("number", "26342000000012345678");
        fields.put("day", "2030-08-01");
        fields.put("seller", "皖云示范云平台");
        fields.put("sellerCode", SELLER_CODE);
        fields.put("buyer", "合肥示范制造有限公司");
        fields.put("buyerCode", BUYER_CODE);
        fields.put("exTax", "33.96");
        fields.put("tax", "2.04");
        fields.put("total", "36.00");
        fields.put("blue", "Y");
        return fields;
    }

    public static String xml(Map<String, String> fields) {
        return xml("<EInvoice>", fields, "</EInvoice>");
    }

    static String xml(String begin, Map<String, String> fields, String end) {
        String whole = """
                <?xml version="1.0" encoding="utf-8"?>
                %s<Header><EIid>${number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.31</Version><InherentLabel>\
                <InIssuType><LabelCode>${blue}</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType>\
                </InherentLabel></Header><EInvoiceData><SellerInformation><SellerIdNum>${sellerCode}</SellerIdNum>\
                <SellerName>${seller}</SellerName><SellerAddr/></SellerInformation><BuyerInformation>\
                <BuyerIdNum>${buyerCode}</BuyerIdNum><BuyerName>${buyer}</BuyerName></BuyerInformation><BasicInformation>\
                <TotalAmWithoutTax>${exTax}</TotalAmWithoutTax><TotalTaxAm>${tax}</TotalTaxAm>\
                <TotalTax-includedAmount>${total}</TotalTax-includedAmount></BasicInformation><IssuItemInformation>\
                <ItemName>*信息技术服务*云服务</ItemName><Amount>${exTax}</Amount><TaxRate>0.06</TaxRate>\
                <ComTaxAm>${tax}</ComTaxAm></IssuItemInformation></EInvoiceData><TaxSupervisionInfo>\
                <InvoiceNumber>${number}</InvoiceNumber><IssueTime>${day}</IssueTime></TaxSupervisionInfo>%s
                """.formatted(begin, end);
        for (Map.Entry<String, String> each : fields.entrySet()) {
            whole = whole.replace("${" + each.getKey() + "}", each.getValue());
        }
        return whole;
    }

    /** An OFD without an invoice in it, whose data say it. */
    static String ofd(Map<String, String> fields) {
        StringBuilder data = new StringBuilder();
        Map.of(
                        "发票号码", "number",
                        "开票日期", "day",
                        "合计金额", "exTax",
                        "合计税额", "tax",
                        "销售方纳税人识别号", "sellerCode",
                        "购买方纳税人识别号", "buyerCode")
                .forEach((name, field) -> data.append(
                        "<ofd:CustomData Name=\"" + name + "\">" + fields.get(field) + "</ofd:CustomData>"));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" Version=\"1.1\" DocType=\"OFD\"><ofd:DocBody>"
                + "<ofd:DocInfo><ofd:DocID>1</ofd:DocID><ofd:CustomDatas>" + data
                + "</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    }

    /** A slip over 21.60 yuan. */
    public static Map<String, String> slip() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Serial", "G20300802000042");
        fields.put("PaidOn", "2030-08-02");
        fields.put("Currency", "CNY");
        fields.put("Amount", "21.60");
        fields.put("PayerName", "合肥示范制造有限公司");
        fields.put("PayeeName", "皖云示范云平台");
        return fields;
    }

    public static String slipXml(Map<String, String> fields) {
        StringBuilder slip = new StringBuilder("<BankReceipt xmlns=\"urn:dengyun:bank-receipt:1\">");
        fields.forEach((name, value) -> slip.append("<" + name + ">" + value + "</" + name + ">"));
        return slip.append("</BankReceipt>").toString();
    }

    public static String slipCsv(Map<String, String> fields) {
        return "回单流水号,付款日期,币种,金额,付款人,收款人\r\n" + String.join(",", fields.values()) + "\r\n";
    }

    /** An archive of names and contents, one behind the other. */
    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
