package cn.dengyun.trade.capacity;

/** What sort of capability is traded (the action plan's section 2(2); code list {@code capacity-kinds}). */
public enum CapacityKind {
    DESIGN("C-1"),
    MANUFACTURING("C-2"),
    TESTING("C-3");

    private final String category;

    CapacityKind(String category) {
        this.category = category;
    }

    /** Whether a service category is one of this sort of capability. */
    boolean fits(String categoryCode) {
        return categoryCode.equals(category) || categoryCode.startsWith(category + "-");
    }
}
