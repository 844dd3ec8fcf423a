package cn.dengyun.settlement.evidence;

import static cn.dengyun.settlement.evidence.TestEvidence.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.DocumentPurpose;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read is what stands there, to the fen, and what could be two things is not read. */
class EvidenceFileTest {

    private static final String XML = "application/xml";
    private static final String OFD = "application/ofd";
    private static final String CSV = "text/csv";

    @Test
    void aDigitalInvoiceIsRead() {
        EvidenceReading read = EvidenceFile.read(XML, bytes(TestEvidence.xml(TestEvidence.invoice())));

        assertThat(read)
                .isEqualTo(new EvidenceReading(
                        null,
                        DocumentPurpose.INVOICE,
                        "26342000000012345678",
                        LocalDate.parse("2030-08-01"),
                        "合肥示范制造有限公司",
                        TestEvidence.BUYER_CODE,
                        "皖云示范云平台",
                        TestEvidence.SELLER_CODE,
                        3_396L,
                        204L,
                        3_600L));
    }

    @ParameterizedTest
    @CsvSource({
        "number,2634200000001234567,NUMBER_UNFIT",
        "number,263420000000123456789,NUMBER_UNFIT",
        "number,２６３４２００００００００１２３４５６７８,NUMBER_UNFIT",
        "number,'',INCOMPLETE",
        "total,1.005,AMOUNT_UNFIT",
        "total,-36.00,REVERSAL",
        "total,USD 36.00,AMOUNT_UNFIT",
        "total,3.6e1,AMOUNT_UNFIT",
        "total,'36,00',AMOUNT_UNFIT",
        "total,0.00,AMOUNT_UNFIT",
        "total,100000000000.01,AMOUNT_UNFIT",
        "total,36.01,SUM_UNFIT",
        "tax,'',SUM_UNFIT",
        "exTax,'',INCOMPLETE",
        "blue,N,REVERSAL",
        "day,2030-02-30,DAY_UNFIT",
        "day,20300801,DAY_UNFIT",
        "day,1030-08-01,DAY_UNFIT",
        "seller,'',INCOMPLETE",
        "buyer,'',INCOMPLETE",
        "sellerCode,abc,PARTY_UNFIT",
        "seller,<b>皖云</b>,UNKNOWN_FORM"
    })
    void whatHasNotTheFormOfAnInvoiceIsNotRead(String field, String value, ReadingFault fault) {
        Map<String, String> fields = TestEvidence.invoice();
        fields.put(field, value);

        assertThat(EvidenceFile.read(XML, bytes(TestEvidence.xml(fields)))).isEqualTo(EvidenceReading.failed(fault));
    }

    @ParameterizedTest
    @CsvSource({"36.00,3600", "36,3600", "36.0,3600", "36.0000,3600", "￥36.00,3600"})
    void anAmountIsOneHoweverItIsWritten(String total, long fen) {
        Map<String, String> fields = TestEvidence.invoice();
        fields.put("total", total);

        assertThat(EvidenceFile.read(XML, bytes(TestEvidence.xml(fields))).amountFen())
                .isEqualTo(fen);
    }

    @Property(tries = 500)
    void everyAmountIsReadToTheFen(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long exTax,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long tax) {
        Map<String, String> fields = TestEvidence.invoice();
        fields.put("exTax", BigDecimal.valueOf(exTax, 2).toPlainString());
        fields.put("tax", BigDecimal.valueOf(tax, 2).toPlainString());
        fields.put("total", BigDecimal.valueOf(exTax + tax, 2).toPlainString());

        EvidenceReading read = EvidenceFile.read(XML, bytes(TestEvidence.xml(fields)));

        assertThat(read.exTaxFen()).isEqualTo(exTax);
        assertThat(read.taxFen()).isEqualTo(tax);
        assertThat(read.amountFen()).isEqualTo(exTax + tax);
    }

    @Test
    void anotherNamespaceIsAnotherForm() {
        String foreign = TestEvidence.xml("<EInvoice xmlns=\"urn:other\">", TestEvidence.invoice(), "</EInvoice>");
        String mixed = TestEvidence.xml(TestEvidence.invoice())
                .replace("<InvoiceNumber>", "<InvoiceNumber xmlns=\"urn:other\">");

        assertThat(fault(XML, bytes(foreign))).isEqualTo(ReadingFault.UNKNOWN_FORM);
        assertThat(fault(XML, bytes(mixed))).isEqualTo(ReadingFault.INCOMPLETE);
        assertThat(fault(XML, bytes("<Invoice/>"))).isEqualTo(ReadingFault.UNKNOWN_FORM);
        assertThat(fault("application/pdf", bytes("%PDF"))).isEqualTo(ReadingFault.UNKNOWN_FORM);
    }

    @Test
    void ofTwoInvoicesInOneFileNoneIsRead() {
        String one = TestEvidence.xml(TestEvidence.invoice());
        String body = one.substring(one.indexOf("<EInvoice>"));

        assertThat(fault(XML, bytes("<EInvoices>" + body + body + "</EInvoices>")))
                .isEqualTo(ReadingFault.UNKNOWN_FORM);
        assertThat(fault(XML, bytes(one.replace("</EInvoiceData>", "</EInvoiceData><EInvoiceData/>"))))
                .isEqualTo(ReadingFault.AMBIGUOUS);
        assertThat(fault(XML, bytes(one.replace("<TotalTaxAm>", "<TotalTaxAm>2.04</TotalTaxAm><TotalTaxAm>"))))
                .isEqualTo(ReadingFault.AMBIGUOUS);
        assertThat(fault(XML, bytes(body + body))).isEqualTo(ReadingFault.MALFORMED);
    }

    @Test
    void documentTypesAndEntitiesAreNotFollowed() {
        String laughs = """
                <!DOCTYPE EInvoice [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
                <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
                <EInvoice><EInvoiceData>&f;</EInvoiceData></EInvoice>
                """;
        String outside = "<!DOCTYPE EInvoice [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + "<EInvoice><EInvoiceData><SellerInformation><SellerName>&x;</SellerName></SellerInformation>"
                + "</EInvoiceData></EInvoice>";
        String remote = "<!DOCTYPE EInvoice SYSTEM \"http://127.0.0.1:9/evil.dtd\"><EInvoice/>";
        String undeclared = TestEvidence.xml(TestEvidence.invoice()).replace("皖云", "&wan;");

        assertThat(fault(XML, bytes(laughs))).isEqualTo(ReadingFault.NOT_PLAIN);
        assertThat(fault(XML, bytes(outside))).isEqualTo(ReadingFault.NOT_PLAIN);
        assertThat(fault(XML, bytes(remote))).isEqualTo(ReadingFault.NOT_PLAIN);
        assertThat(fault(XML, bytes(undeclared))).isIn(ReadingFault.NOT_PLAIN, ReadingFault.MALFORMED);
    }

    @Test
    @Timeout(20)
    void whatIsTooMuchIsGivenUp() {
        byte[] million = bytes("<EInvoice>" + "<a/>".repeat(400_000) + "</EInvoice>");
        byte[] deep = bytes("<a>".repeat(100_000));
        byte[] wide = bytes("<EInvoice" + attributes(50_000) + "/>");
        String longText = TestEvidence.xml(TestEvidence.invoice()).replace("皖云", "皖".repeat(5_000));

        assertThat(fault(XML, million)).isEqualTo(ReadingFault.TOO_LARGE);
        assertThat(fault(XML, bytes("<a/>".repeat(1_000_000)))).isEqualTo(ReadingFault.TOO_LARGE);
        assertThat(fault(XML, deep)).isEqualTo(ReadingFault.TOO_LARGE);
        assertThat(fault(XML, wide)).isIn(ReadingFault.TOO_LARGE, ReadingFault.MALFORMED);
        assertThat(fault(XML, bytes(longText))).isEqualTo(ReadingFault.TOO_LARGE);
        assertThat(fault(XML, new byte[EvidenceFile.MAX_BYTES + 1])).isEqualTo(ReadingFault.TOO_LARGE);
    }

    private static String attributes(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(" a").append(i).append("=\"1\"");
        }
        return all.toString();
    }

    @Test
    void anEncodingIsWhatTheFileSaysItIsOrNothing() {
        String text = TestEvidence.xml(TestEvidence.invoice());
        Charset gbk = Charset.forName("GBK");

        assertThat(fault(XML, text.getBytes(gbk))).isEqualTo(ReadingFault.MALFORMED);
        assertThat(EvidenceFile.read(XML, text.replace("utf-8", "GBK").getBytes(gbk))
                        .payeeName())
                .isEqualTo("皖云示范云平台");
        assertThat(EvidenceFile.read(XML, text.replace("utf-8", "UTF-16").getBytes(StandardCharsets.UTF_16))
                        .payeeName())
                .isEqualTo("皖云示范云平台");
        assertThat(EvidenceFile.read(XML, bytes("\uFEFF" + text)).payeeName()).isEqualTo("皖云示范云平台");
    }

    @Test
    void whatIsCutOffAnywhereIsNotRead() {
        byte[] whole = bytes(TestEvidence.xml(TestEvidence.invoice()).strip());
        for (int length = 0; length < whole.length; length += 3) {
            assertThat(EvidenceFile.read(XML, Arrays.copyOf(whole, length)).isRead())
                    .as("%s bytes", length)
                    .isFalse();
        }
    }

    @Property(tries = 500)
    void anyBytesAreReadOrNotButNeverFail(@ForAll byte[] file) {
        for (String type : new String[] {XML, OFD, CSV}) {
            assertThat(EvidenceFile.read(type, file).isRead()).isFalse();
        }
    }

    @Test
    void anOfdIsReadByTheInvoiceThatItCarriesOrByItsData() {
        Map<String, String> fields = TestEvidence.invoice();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("OFD.xml", bytes(TestEvidence.ofd(fields)));
        entries.put("Doc_0/Document.xml", bytes("<Document/>"));
        entries.put("Doc_0/Res/image.png", new byte[] {1});

        EvidenceReading byData = EvidenceFile.read(OFD, TestEvidence.zip(entries));
        entries.put("Doc_0/Attachs/invoice.xml", bytes(TestEvidence.xml(fields)));
        EvidenceReading carried = EvidenceFile.read(OFD, TestEvidence.zip(entries));

        assertThat(byData.number()).isEqualTo("26342000000012345678");
        assertThat(byData.amountFen()).isEqualTo(3_600);
        assertThat(byData.payeeCode()).isEqualTo(TestEvidence.SELLER_CODE);
        assertThat(byData.payeeName()).isNull();
        assertThat(carried.payeeName()).isEqualTo("皖云示范云平台");
        fields.put("number", "26342000000087654321");
        entries.put("Doc_0/Attachs/second.xml", bytes(TestEvidence.xml(fields)));
        assertThat(fault(OFD, TestEvidence.zip(entries))).isEqualTo(ReadingFault.AMBIGUOUS);
        entries.remove("Doc_0/Attachs/invoice.xml");
        assertThat(fault(OFD, TestEvidence.zip(entries)))
                .as("what it carries is not what it says")
                .isEqualTo(ReadingFault.AMBIGUOUS);
    }

    /** People see the one, and machines read the other. */
    @ParameterizedTest
    @CsvSource({
        "day, 2030-08-02",
        "buyerCode, 91340123MA2RCX9999",
        "sellerCode, 91340100MA2RXJ9999",
        "exTax, 33.95",
        "tax, 2.05"
    })
    void anOfdThatSaysSomethingElseThanTheInvoiceInItIsNotRead(String field, String value) {
        Map<String, String> fields = TestEvidence.invoice();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("Doc_0/Attachs/invoice.xml", bytes(TestEvidence.xml(fields)));
        fields.put(field, value);
        entries.put("OFD.xml", bytes(TestEvidence.ofd(fields)));

        assertThat(fault(OFD, TestEvidence.zip(entries))).isEqualTo(ReadingFault.AMBIGUOUS);
    }

    @Test
    void anOfdOfAnOlderInvoiceHasItsCodeBesideTheNumber() {
        Map<String, String> fields = TestEvidence.invoice();
        fields.put("number", "12345678");
        fields.put("day", "2030年08月01日");
        String file = TestEvidence.ofd(fields)
                .replace(
                        "<ofd:CustomDatas>",
                        "<ofd:CustomDatas><ofd:CustomData Name=\"发票代码\">034001800111</ofd:CustomData>");

        EvidenceReading read = EvidenceFile.read(OFD, TestEvidence.zip(Map.of("OFD.xml", bytes(file))));

        assertThat(read.number()).isEqualTo("034001800111-12345678");
        assertThat(read.issuedOn()).isEqualTo("2030-08-01");
    }

    @Test
    void anOfdThatSaysItTwiceOrNothingIsNotRead() {
        String twice = TestEvidence.ofd(TestEvidence.invoice())
                .replace("<ofd:CustomDatas>", "<ofd:CustomDatas><ofd:CustomData Name=\"合计金额\">1</ofd:CustomData>");
        Map<String, byte[]> doubled = new LinkedHashMap<>();
        doubled.put("OFD.xml", bytes(TestEvidence.ofd(TestEvidence.invoice())));
        doubled.put("ofd.xml", bytes("<a/>"));

        assertThat(fault(OFD, TestEvidence.zip(Map.of("OFD.xml", bytes(twice)))))
                .isEqualTo(ReadingFault.AMBIGUOUS);
        assertThat(fault(OFD, TestEvidence.zip(doubled))).isEqualTo(ReadingFault.AMBIGUOUS);
        assertThat(fault(OFD, TestEvidence.zip(Map.of("a.txt", bytes("a"))))).isEqualTo(ReadingFault.UNKNOWN_FORM);
        assertThat(fault(OFD, bytes("PK\u0003\u0004"))).isEqualTo(ReadingFault.MALFORMED);
        assertThat(fault(OFD, packedBy(95)))
                .as("XZ, whose dictionary may be as large as it says")
                .isEqualTo(ReadingFault.MALFORMED);
    }

    /** An OFD whose directory says another method than deflation. */
    private static byte[] packedBy(int method) {
        byte[] file = TestEvidence.zip(Map.of("OFD.xml", bytes(TestEvidence.ofd(TestEvidence.invoice()))));
        for (int at = 0; at < file.length - 4; at++) {
            boolean isEntry = file[at] == 'P' && file[at + 1] == 'K' && file[at + 2] == 1 && file[at + 3] == 2;
            boolean isLocal = file[at] == 'P' && file[at + 1] == 'K' && file[at + 2] == 3 && file[at + 3] == 4;
            if (isEntry) {
                file[at + 10] = (byte) method;
            } else if (isLocal) {
                file[at + 8] = (byte) method;
            }
        }
        return file;
    }

    @Property(tries = 300)
    void anArchiveWithOneOtherByteIsReadOrNotButNeverFails(
            @ForAll @IntRange(max = 100_000) int place, @ForAll byte value) {
        byte[] file = TestEvidence.zip(Map.of("OFD.xml", bytes(TestEvidence.ofd(TestEvidence.invoice()))));
        file[place % file.length] = value;

        EvidenceReading read = EvidenceFile.read(OFD, file);

        assertThat(read.isRead()).isEqualTo(read.number() != null);
    }

    @Test
    @Timeout(20)
    void whatIsPackedTooWellIsNotUnpacked() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("OFD.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 32; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 501; i++) {
            many.put(i + ".xml", new byte[0]);
        }

        assertThat(file.size()).isLessThan(EvidenceFile.MAX_BYTES);
        assertThat(fault(OFD, file.toByteArray())).isEqualTo(ReadingFault.TOO_LARGE);
        assertThat(fault(OFD, TestEvidence.zip(many))).isEqualTo(ReadingFault.TOO_LARGE);
    }

    @Test
    void aSlipIsReadAsXmlAndAsCsv() {
        EvidenceReading expected = new EvidenceReading(
                null,
                DocumentPurpose.PAYMENT_PROOF,
                "G20300802000042",
                LocalDate.parse("2030-08-02"),
                "合肥示范制造有限公司",
                null,
                "皖云示范云平台",
                null,
                null,
                null,
                2_160L);

        assertThat(EvidenceFile.read(XML, bytes(TestEvidence.slipXml(TestEvidence.slip()))))
                .isEqualTo(expected);
        assertThat(EvidenceFile.read(CSV, bytes(TestEvidence.slipCsv(TestEvidence.slip()))))
                .isEqualTo(expected);
        assertThat(EvidenceFile.read(
                        CSV, TestEvidence.slipCsv(TestEvidence.slip()).getBytes(Charset.forName("GB18030"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Currency,USD,FOREIGN_CURRENCY",
        "Amount,21.605,AMOUNT_UNFIT",
        "Amount,-21.60,REVERSAL",
        "Serial,流水,NUMBER_UNFIT",
        "PaidOn,2030/08/02,DAY_UNFIT",
        "PayerName,'',INCOMPLETE"
    })
    void aSlipThatHasNotItsFormIsNotRead(String field, String value, ReadingFault fault) {
        Map<String, String> fields = TestEvidence.slip();
        fields.put(field, value);

        assertThat(fault(XML, bytes(TestEvidence.slipXml(fields)))).isEqualTo(fault);
        assertThat(fault(CSV, bytes(TestEvidence.slipCsv(fields)))).isEqualTo(fault);
    }

    @Test
    void ofTwoSlipsInOneTableNoneIsRead() {
        String one = TestEvidence.slipCsv(TestEvidence.slip());

        assertThat(fault(CSV, bytes(one + one.lines().skip(1).findFirst().orElseThrow())))
                .isEqualTo(ReadingFault.AMBIGUOUS);
        assertThat(fault(CSV, bytes("a,b\r\n1,2\r\n"))).isEqualTo(ReadingFault.UNKNOWN_FORM);
    }

    private static ReadingFault fault(String type, byte[] file) {
        return EvidenceFile.read(type, file).fault();
    }
}
