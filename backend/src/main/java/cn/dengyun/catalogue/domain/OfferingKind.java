package cn.dengyun.catalogue.domain;

/** What sort of service an offering is (the action plan's section 2(2)–(3); code list {@code offering-kinds}). */
public enum OfferingKind {
    IAAS("I"),
    PAAS("P"),
    SAAS("S"),
    INDUSTRIAL_APP("S"),
    DEVICE_CONNECTION("D"),
    DESIGN_CAPABILITY("C"),
    MANUFACTURING_CAPABILITY("C"),
    TESTING_CAPABILITY("C"),
    SOLUTION(""),
    PROFESSIONAL_SERVICE("");

    private final String categoryLayer;

    OfferingKind(String categoryLayer) {
        this.categoryLayer = categoryLayer;
    }

    /** Whether a service category belongs to the layer of this kind; solutions and services may carry any. */
    public boolean fits(String categoryCode) {
        return categoryCode.startsWith(categoryLayer);
    }
}
