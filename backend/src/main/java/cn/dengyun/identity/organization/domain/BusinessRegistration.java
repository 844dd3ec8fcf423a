package cn.dengyun.identity.organization.domain;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * What the business register says of a legal entity and who stands behind it. Each part may be null: nobody has said
 * it. People are named, without numbers of their documents; the names are personal data and shown to few.
 *
 * @param legalRepresentative name of the legal representative (法定代表人)
 * @param controller name of the actual controller (实际控制人), a person or an organisation
 * @param registeredAddress domicile (住所)
 * @param registeredOn first day of the legal entity (成立日期)
 * @param registeredIndustry GB/T 4754-2017 code of the register, as exact as it is known
 * @param deregisteredOn from when it is deregistered or its licence is revoked (注销、吊销)
 */
public record BusinessRegistration(
        String legalRepresentative,
        String controller,
        String registeredAddress,
        LocalDate registeredOn,
        String registeredIndustry,
        LocalDate deregisteredOn) {

    public static final int MAX_PERSON = 100;
    public static final int MAX_CONTROLLER = 200;
    public static final int MAX_ADDRESS = 300;

    /** Nothing is known. */
    public static final BusinessRegistration NONE = new BusinessRegistration(null, null, null, null, null, null);

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Those of identity cards, passports and telephones; no name has so long a number. */
    private static final Pattern OF_A_DOCUMENT = Pattern.compile("\\p{Nd}{8}");

    public BusinessRegistration {
        legalRepresentative = said(legalRepresentative);
        controller = said(controller);
        registeredAddress = said(registeredAddress);
    }

    /** Whether a name has the number of a document in it, however that is spaced; null has none. */
    public static boolean hasNumberOfDocument(String name) {
        if (name == null) {
            return false;
        }
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return OF_A_DOCUMENT.matcher(BETWEEN.matcher(plain).replaceAll("")).find();
    }

    private static String said(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
