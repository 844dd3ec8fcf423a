package cn.dengyun.catalogue.document;

import cn.dengyun.platform.form.CodeLists;

/** The code lists an offering draws on. */
public interface OfferingCodes extends CodeLists {

    String CATEGORIES = "service-categories";
    String INDUSTRIES = "industries";
    String REGIONS = "regions";
    String DEPLOYMENTS = "deployment-models";
    String PERIODS = "billing-periods";
    String UNITS = "meter-units";
    String CERTIFICATES = "certificate-types";
}
