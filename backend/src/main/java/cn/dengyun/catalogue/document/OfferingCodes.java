package cn.dengyun.catalogue.document;

/** The code lists an offering draws on, as of today. */
public interface OfferingCodes {

    String CATEGORIES = "service-categories";
    String INDUSTRIES = "industries";
    String REGIONS = "regions";
    String DEPLOYMENTS = "deployment-models";
    String PERIODS = "billing-periods";
    String UNITS = "meter-units";
    String CERTIFICATES = "certificate-types";

    boolean isKnown(String list, String code);
}
