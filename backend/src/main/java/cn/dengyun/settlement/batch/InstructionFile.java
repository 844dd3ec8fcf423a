package cn.dengyun.settlement.batch;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.shared.Fen;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What the bank is told to pay, as the files that banks take: the same bytes whenever it is asked for. */
final class InstructionFile {

    /** The columns of the table, in this order. */
    static final String CSV_HEADER =
            "endToEndId,amount,currency,payeeName,accountNumber,bankName,bankCode,claimNumber,remittance";

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final String CURRENCY = "CNY";
    /** Max140Text of ISO 20022. */
    private static final int MAX_NAME = 140;

    /** The characters with which a cell is taken for a formula by programs for tables. */
    private static final String FORMULA = "=+-@\t\r";

    private InstructionFile() {}

    /**
     * One payment.
     *
     * @param accountNumber in full
     * @param bankCode CNAPS code of the branch
     */
    record Payment(BatchLine line, String holder, String accountNumber, String bankName, String bankCode) {}

    /** A table of RFC 4180 in UTF-8 with a mark, amounts in yuan with two decimals. */
    static byte[] csv(SettlementBatch batch, List<Payment> payments) {
        StringBuilder table = new StringBuilder("\uFEFF").append(CSV_HEADER).append("\r\n");
        for (Payment payment : payments) {
            BatchLine line = payment.line();
            table.append(String.join(
                            ",",
                            cell(line.endToEndId()),
                            yuan(line.amountFen()),
                            CURRENCY,
                            cell(payment.holder()),
                            cell(payment.accountNumber()),
                            cell(payment.bankName()),
                            cell(payment.bankCode()),
                            cell(line.claimNumber()),
                            cell(remittance(batch, line))))
                    .append("\r\n");
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A customer credit transfer initiation of ISO 20022, pain.001.001.09: one instruction with a transfer for each
     * line.
     */
    static byte[] pain001(SettlementBatch batch, String debtor, List<Payment> payments) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("Document");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeStartElement("CstmrCdtTrfInitn");
            header(xml, batch, debtor, payments.size());
            instruction(xml, batch, debtor, payments);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory takes what is written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void header(XMLStreamWriter xml, SettlementBatch batch, String debtor, int count)
            throws XMLStreamException {
        xml.writeStartElement("GrpHdr");
        element(xml, "MsgId", messageId(batch));
        element(
                xml,
                "CreDtTm",
                Instant.ofEpochSecond(instructedAt(batch).getEpochSecond()).toString());
        element(xml, "NbOfTxs", String.valueOf(count));
        element(xml, "CtrlSum", yuan(batch.amountFen()));
        party(xml, "InitgPty", debtor);
        xml.writeEndElement();
    }

    private static void instruction(XMLStreamWriter xml, SettlementBatch batch, String debtor, List<Payment> payments)
            throws XMLStreamException {
        xml.writeStartElement("PmtInf");
        element(xml, "PmtInfId", messageId(batch));
        element(xml, "PmtMtd", "TRF");
        element(xml, "NbOfTxs", String.valueOf(payments.size()));
        element(xml, "CtrlSum", yuan(batch.amountFen()));
        xml.writeStartElement("ReqdExctnDt");
        element(
                xml,
                "Dt",
                LocalDate.ofInstant(instructedAt(batch), ClockProducer.BUSINESS_ZONE)
                        .toString());
        xml.writeEndElement();
        party(xml, "Dbtr", debtor);
        // The account that is debited is agreed with the bank: its own code for it is the number of the office.
        otherAccount(xml, "DbtrAcct", batch.organizationId().toString().replace("-", ""));
        agent(xml, "DbtrAgt", null, "NOTPROVIDED");
        for (Payment payment : payments) {
            transfer(xml, batch, payment);
        }
        xml.writeEndElement();
    }

    private static void transfer(XMLStreamWriter xml, SettlementBatch batch, Payment payment)
            throws XMLStreamException {
        xml.writeStartElement("CdtTrfTxInf");
        xml.writeStartElement("PmtId");
        element(xml, "EndToEndId", payment.line().endToEndId());
        xml.writeEndElement();
        xml.writeStartElement("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", CURRENCY);
        xml.writeCharacters(yuan(payment.line().amountFen()));
        xml.writeEndElement();
        xml.writeEndElement();
        agent(xml, "CdtrAgt", payment.bankCode(), payment.bankName());
        party(xml, "Cdtr", payment.holder());
        otherAccount(xml, "CdtrAcct", payment.accountNumber());
        xml.writeStartElement("RmtInf");
        element(xml, "Ustrd", limited(remittance(batch, payment.line())));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void party(XMLStreamWriter xml, String name, String of) throws XMLStreamException {
        xml.writeStartElement(name);
        element(xml, "Nm", limited(of));
        xml.writeEndElement();
    }

    private static void otherAccount(XMLStreamWriter xml, String name, String number) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeStartElement("Id");
        xml.writeStartElement("Othr");
        element(xml, "Id", number);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** @param code of CNAPS, which ISO 20022 calls CNAPS too; null where only a name is known */
    private static void agent(XMLStreamWriter xml, String name, String code, String bank) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeStartElement("FinInstnId");
        if (code != null) {
            xml.writeStartElement("ClrSysMmbId");
            xml.writeStartElement("ClrSysId");
            element(xml, "Cd", "CNAPS");
            xml.writeEndElement();
            element(xml, "MmbId", code);
            xml.writeEndElement();
        }
        element(xml, "Nm", limited(bank));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String messageId(SettlementBatch batch) {
        return batch.endToEndId(0);
    }

    private static Instant instructedAt(SettlementBatch batch) {
        return batch.instruction().instructedAt();
    }

    private static String remittance(SettlementBatch batch, BatchLine line) {
        return batch.programmeName() + " " + line.claimNumber();
    }

    /**
     * At most as many characters as ISO 20022 has room for; a character outside of the first plane is never cut in two.
     */
    private static String limited(String text) {
        return text.codePointCount(0, text.length()) <= MAX_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_NAME));
    }

    private static String yuan(long fen) {
        return Fen.of(fen).toYuan().toPlainString();
    }

    /** In quotes where it has to be; what would be taken for a formula begins with an apostrophe. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r')
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
