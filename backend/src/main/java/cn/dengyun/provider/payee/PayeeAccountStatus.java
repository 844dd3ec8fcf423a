package cn.dengyun.provider.payee;

/**
 * Where a payee account stands. What the clock alone does, {@link #EFFECTIVE} and {@link #REPLACED}, is never stored.
 */
public enum PayeeAccountStatus {
    PROPOSED,
    /** A second person has verified it; its cooling period runs. */
    VERIFIED,
    /** The organisation is paid to it. */
    EFFECTIVE,
    /** The organisation was paid to it, until the next one took effect. */
    REPLACED,
    REJECTED,
    WITHDRAWN;

    /** {@link PayeeAccount#statusAt} in SQL, of the columns and a moment. */
    static final String SQL = """
            CASE WHEN status <> 'VERIFIED' THEN status WHEN effective_from > :moment THEN 'VERIFIED'
            WHEN effective_until <= :moment THEN 'REPLACED' ELSE 'EFFECTIVE' END\
            """;
}
