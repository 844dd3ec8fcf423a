package cn.dengyun.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.settlement.batch.InstructionFile.Payment;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.LineDigest;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.settlement.batch.domain.SomeLines;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The files that a bank takes, held against the structure that ISO 20022 has for them. */
class InstructionFileTest {

    private static final List<BatchLine> LINES = SomeLines.instructed(2);
    private static final SettlementBatch BATCH = SomeLines.instructedBatch(LINES);

    @Test
    void theTableHasALineForEachPaymentAndNoFormula() {
        String table = new String(InstructionFile.csv(BATCH, payments("=HYPERLINK(\"x\"),公司")), StandardCharsets.UTF_8);

        assertThat(table)
                .isEqualTo("\uFEFF" + InstructionFile.CSV_HEADER
                        + "\r\nJ4K7M2P9QXT800001,1.00,CNY,\"'=HYPERLINK(\"\"x\"\"),公司\",1023701021000998877,徽商银行,"
                        + "319361000013,S1,2018 年云服务券 S1\r\n"
                        + "J4K7M2P9QXT800002,2.00,CNY,\"'=HYPERLINK(\"\"x\"\"),公司\",1023701021000998877,徽商银行,"
                        + "319361000013,S2,2018 年云服务券 S2\r\n");
    }

    @Test
    void theMessageHasTheStructureOfPain001() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document message = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(InstructionFile.pain001(BATCH, "安徽省财政厅", payments("甲 & 乙 <公司>"))));
        Element root = message.getDocumentElement();

        assertThat(root.getNamespaceURI()).isEqualTo("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09");
        assertThat(names(root)).containsExactly("CstmrCdtTrfInitn");
        Element initiation = child(root, "CstmrCdtTrfInitn");
        assertThat(names(initiation)).containsExactly("GrpHdr", "PmtInf");
        assertThat(names(child(initiation, "GrpHdr")))
                .containsExactly("MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty");
        Element payment = child(initiation, "PmtInf");
        assertThat(names(payment))
                .containsExactly(
                        "PmtInfId",
                        "PmtMtd",
                        "NbOfTxs",
                        "CtrlSum",
                        "ReqdExctnDt",
                        "Dbtr",
                        "DbtrAcct",
                        "DbtrAgt",
                        "CdtTrfTxInf",
                        "CdtTrfTxInf");
        assertThat(child(payment, "CtrlSum").getTextContent()).isEqualTo("3.00");
        Element transfer = child(payment, "CdtTrfTxInf");
        assertThat(names(transfer)).containsExactly("PmtId", "Amt", "CdtrAgt", "Cdtr", "CdtrAcct", "RmtInf");
        assertThat(child(child(transfer, "PmtId"), "EndToEndId").getTextContent())
                .isEqualTo("J4K7M2P9QXT800001");
        assertThat(child(child(transfer, "Amt"), "InstdAmt").getAttribute("Ccy"))
                .isEqualTo("CNY");
        assertThat(child(child(transfer, "Cdtr"), "Nm").getTextContent()).isEqualTo("甲 & 乙 <公司>");
        assertThat(child(transfer, "CdtrAcct").getTextContent()).isEqualTo("1023701021000998877");
        assertThat(child(payment, "DbtrAcct").getTextContent()).hasSizeLessThanOrEqualTo(34);
    }

    @Test
    void theDigestFollowsFromTheLines() {
        assertThat(LineDigest.of(LINES)).matches("[0-9a-f]{64}").isEqualTo(LineDigest.of(new ArrayList<>(LINES)));
        assertThat(LineDigest.of(LINES)).isNotEqualTo(LineDigest.of(LINES.subList(0, 1)));
    }

    private static List<Payment> payments(String holder) {
        return LINES.stream()
                .map(line -> new Payment(line, holder, "1023701021000998877", "徽商银行", "319361000013"))
                .toList();
    }

    private static List<String> names(Element parent) {
        List<String> names = new ArrayList<>();
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            names.add(each.getLocalName());
        }
        return names;
    }

    private static Element child(Element parent, String name) {
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (name.equals(each.getLocalName())) {
                return (Element) each;
            }
        }
        throw new AssertionError("there is no " + name);
    }
}
