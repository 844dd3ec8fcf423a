package cn.dengyun.catalogue.document;

import java.util.Optional;

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

    /**
     * The code that was probably meant: the successor of an abolished one, the one of that name, or one spelt alike.
     */
    default Optional<String> suggestion(String list, String code) {
        return Optional.empty();
    }
}
