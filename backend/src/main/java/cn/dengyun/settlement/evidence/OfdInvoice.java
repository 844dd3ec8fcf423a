package cn.dengyun.settlement.evidence;

import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.DocumentPurpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * An invoice as OFD (GB/T 33190-2016), a ZIP archive: the XML of the 数电票 that it carries, or else what its
 * {@code CustomDatas} say. Those do not say who bought and sold, only their codes. What is drawn on its pages is not
 * read.
 */
final class OfdInvoice {

    private static final int MAX_ENTRIES = 500;
    /** Of all that is unpacked of one file. */
    private static final int MAX_INFLATED = 8 << 20;

    /** Others have dictionaries as large as they say. */
    private static final Set<Integer> METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

    private static final int PIECE = 8_192;
    private static final String ENTRY = "OFD.xml";
    private static final String ROOT = "{http://www.ofdspec.org/2016}OFD";
    private static final String DATA = ROOT + "/DocBody/DocInfo/CustomDatas/CustomData@";
    private static final String CODE = DATA + "发票代码";
    private static final String NUMBER = DATA + "发票号码";
    private static final String DAY = DATA + "开票日期";
    private static final String EX_TAX = DATA + "合计金额";
    private static final String TAX = DATA + "合计税额";
    private static final String SELLER_CODE = DATA + "销售方纳税人识别号";
    private static final String BUYER_CODE = DATA + "购买方纳税人识别号";
    private static final Set<String> FIELDS = Set.of(CODE, NUMBER, DAY, EX_TAX, TAX, SELLER_CODE, BUYER_CODE);
    private static final Pattern FORM = Pattern.compile("[0-9]{20}|[0-9]{10}([0-9]{2})?-[0-9]{8}");

    private OfdInvoice() {}

    static EvidenceReading read(byte[] file) throws Unreadable {
        List<XmlFields> carried = new ArrayList<>();
        XmlFields own = null;
        try (ZipFile archive = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            Budget budget = new Budget();
            for (ZipArchiveEntry entry : entries(archive)) {
                byte[] content = budget.read(archive, entry);
                if (entry.getName().equals(ENTRY)) {
                    own = XmlFields.read(content, FIELDS);
                } else {
                    XmlFields fields = XmlFields.read(content, DigitalInvoice.FIELDS);
                    if (fields.root().equals(DigitalInvoice.ROOT)) {
                        carried.add(fields);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            // A directory that points anywhere makes its reader throw what it likes.
            throw new Unreadable(ReadingFault.MALFORMED);
        }
        if (own == null || !own.root().equals(ROOT)) {
            throw new Unreadable(ReadingFault.UNKNOWN_FORM);
        }
        if (carried.size() > 1) {
            throw new Unreadable(ReadingFault.AMBIGUOUS);
        }
        return carried.isEmpty() ? read(own) : agreeing(DigitalInvoice.read(carried.get(0)), own);
    }

    /** Those that hold XML, each name once: of two, another reader could take the other one. */
    private static List<ZipArchiveEntry> entries(ZipFile archive) throws Unreadable {
        List<ZipArchiveEntry> all = Collections.list(archive.getEntries());
        if (all.size() > MAX_ENTRIES) {
            throw new Unreadable(ReadingFault.TOO_LARGE);
        }
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry each : all) {
            if (!names.add(each.getName().toLowerCase(Locale.ROOT))) {
                throw new Unreadable(ReadingFault.AMBIGUOUS);
            }
        }
        return all.stream()
                .filter(each -> !each.isDirectory()
                        && each.getName().toLowerCase(Locale.ROOT).endsWith(".xml"))
                .toList();
    }

    /** What the file says outside of the invoice that it carries, which people see, must not be anything else. */
    private static EvidenceReading agreeing(EvidenceReading carried, XmlFields own) throws Unreadable {
        LocalDate day = own.get(DAY) == null ? null : Readings.day(own.get(DAY));
        boolean isOne = agree(own.get(NUMBER), carried.number())
                && agree(day, carried.issuedOn())
                && agree(own.get(BUYER_CODE), carried.payerCode())
                && agree(own.get(SELLER_CODE), carried.payeeCode())
                && agree(fen(own.get(EX_TAX)), carried.exTaxFen())
                && agree(fen(own.get(TAX)), carried.taxFen());
        if (!isOne) {
            throw new Unreadable(ReadingFault.AMBIGUOUS);
        }
        return carried;
    }

    private static Long fen(String text) throws Unreadable {
        return text == null ? null : (Long) Readings.fen(text);
    }

    /** Whether they are the same, or one of both does not say it. */
    private static boolean agree(Object own, Object carried) {
        return own == null || carried == null || own.equals(carried);
    }

    private static EvidenceReading read(XmlFields fields) throws Unreadable {
        String number = Readings.required(fields.get(NUMBER));
        long exTax = Readings.fen(fields.get(EX_TAX));
        long tax = Readings.fen(fields.get(TAX));
        return new EvidenceReading(
                null,
                DocumentPurpose.INVOICE,
                Readings.number(fields.get(CODE) == null ? number : fields.get(CODE) + "-" + number, FORM),
                Readings.day(fields.get(DAY)),
                null,
                Readings.code(fields.get(BUYER_CODE)),
                null,
                Readings.code(Readings.required(fields.get(SELLER_CODE))),
                exTax,
                tax,
                Readings.total(Math.addExact(exTax, tax)));
    }

    /** What may still be unpacked of one file, whatever its directory says about sizes. */
    private static final class Budget {

        private int left = MAX_INFLATED;

        byte[] read(ZipFile archive, ZipArchiveEntry entry) throws IOException, Unreadable {
            if (!METHODS.contains(entry.getMethod())) {
                throw new Unreadable(ReadingFault.MALFORMED);
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            try (InputStream stream = archive.getInputStream(entry)) {
                int read = stream.read(piece);
                while (read >= 0) {
                    left -= read;
                    if (left < 0) {
                        throw new Unreadable(ReadingFault.TOO_LARGE);
                    }
                    content.write(piece, 0, read);
                    read = stream.read(piece);
                }
            }
            CRC32 checksum = new CRC32();
            checksum.update(content.toByteArray());
            if (checksum.getValue() != entry.getCrc()) {
                throw new Unreadable(ReadingFault.MALFORMED);
            }
            return content.toByteArray();
        }
    }
}
