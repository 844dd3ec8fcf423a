package cn.dengyun.identity.organization.domain;

import java.time.LocalDate;

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
    /** A name, which has no long number in it: numbers of documents are not kept. */
    public static final String NAME_PATTERN = "^[0-9０-９]{0,7}([^0-9０-９][0-9０-９]{0,7})*$";

    /** Nothing is known. */
    public static final BusinessRegistration NONE = new BusinessRegistration(null, null, null, null, null, null);
}
