package cn.dengyun.shared;

/**
 * Over which regions an authority has a say: its own and those in it, but for the counties that the province
 * administers directly, where the city around them has none. The rule stands here once, for Java and for SQL.
 *
 * @param region of the authority; null for whoever is none, which oversees nothing
 */
public record Oversight(RegionCode region) {

    /** Of whoever is no authority. */
    public static final Oversight NONE = new Oversight(null);

    public static Oversight of(String regionCode) {
        return new Oversight(new RegionCode(regionCode));
    }

    /** Of somebody who acts: none for whoever is no authority, or one without a region. */
    public static Oversight of(Actor actor) {
        return actor.has(Roles.AUTHORITY) && actor.regionCode() != null ? of(actor.regionCode()) : NONE;
    }

    /** Whether the other region is the authority's own or lies in it, and the authority has a say there. */
    public boolean covers(RegionCode other) {
        return region != null && region.contains(other) && !region.excepts(other);
    }

    /** The same of a code as it is written. Rejects with {@code invalid-request} unless it has the form of one. */
    public boolean covers(String regionCode) {
        return region != null && covers(new RegionCode(regionCode));
    }

    /**
     * The same in Hibernate's language. In SQL it is the function {@code is_overseen(code, pattern, exceptions)} of the
     * database, so that statements stay constants; {@link #pattern} and {@link #exceptions} are the parameters of both.
     */
    public static String hql(String attribute) {
        return "(" + attribute + " LIKE :pattern AND " + attribute + " NOT IN (:exceptions))";
    }

    /** What the codes begin with; matches nothing when there is no region. */
    public String pattern() {
        return region == null ? "" : region.likePattern();
    }

    /** Codes that the pattern matches although the authority has no say there; never empty. */
    public String[] exceptions() {
        return region == null ? new String[] {""} : region.likeExceptions().toArray(String[]::new);
    }
}
