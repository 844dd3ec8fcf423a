package cn.dengyun.settlement.claim.domain;

/** What the rules look at before a claim is paid; ids are those of domain.md §3.4 and §4, H of none. */
public enum ClaimCheck {
    /** Invoices come to what is claimed. */
    INVOICED("C1"),
    /** The enterprise has paid its own share. */
    OWN_SHARE_PAID("C2"),
    /** Buyer and payer are the enterprise, seller and payee the provider. */
    PARTIES("C3"),
    /** Contract, invoice, payment and claim follow each other. */
    DATES("C4"),
    /** What was bought was listed when the contract was made. */
    LISTED("C5"),
    /** The provider was qualified when the contract was made and when the service began. */
    QUALIFIED("C6"),
    /** Its numbers stand for no other business. */
    NUMBERS("C7"),
    /** It is in use. */
    USED("C8"),
    /** The price was not raised shortly before. */
    PRICE("C9"),
    /** Its files are nobody else's. */
    FILES("C10"),
    /** Files that machines read say what was typed. */
    READINGS("H3"),
    /** The two sides are not the same people. */
    RELATED("F2"),
    /** Others do not claim the very same amount. */
    SAME_AMOUNT("F16"),
    /** It was not delivered in no time. */
    PACE("F17"),
    /** The enterprise is still in business. */
    IN_BUSINESS("F18"),
    /** The two sides do not sell to each other. */
    ROUND_TRIP("F19"),
    /** No earlier claim of the capture was doubted. */
    HISTORY("H1"),
    /** Its voucher was not stopped. */
    VOUCHER("H2");

    private final String id;

    ClaimCheck(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
