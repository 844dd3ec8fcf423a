package cn.dengyun.settlement.evidence;

import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import java.util.HashSet;
import java.util.Set;

/** A file that is read: pure, and slow for an event loop. */
final class EvidenceFile {

    /** Ten times as much as an invoice of a hundred lines has. */
    static final int MAX_BYTES = 2 << 20;

    static final String OFD = "application/ofd";
    static final String XML = "application/xml";
    static final String CSV = "text/csv";

    private static final Set<String> FIELDS = both(DigitalInvoice.FIELDS, BankSlip.FIELDS);

    private EvidenceFile() {}

    /** What stands in it; never fails. */
    static EvidenceReading read(String mediaType, byte[] file) {
        if (file.length > MAX_BYTES) {
            return EvidenceReading.failed(ReadingFault.TOO_LARGE);
        }
        try {
            return switch (mediaType) {
                case OFD -> OfdInvoice.read(file);
                case XML -> xml(file);
                case CSV -> BankSlip.read(file);
                default -> EvidenceReading.failed(ReadingFault.UNKNOWN_FORM);
            };
        } catch (Unreadable e) {
            return EvidenceReading.failed(e.fault());
        }
    }

    private static EvidenceReading xml(byte[] file) throws Unreadable {
        XmlFields fields = XmlFields.read(file, FIELDS);
        return switch (fields.root()) {
            case DigitalInvoice.ROOT -> DigitalInvoice.read(fields);
            case BankSlip.ROOT -> BankSlip.read(fields);
            default -> throw new Unreadable(ReadingFault.UNKNOWN_FORM);
        };
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
