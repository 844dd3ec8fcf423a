package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/** What the business register says, in the organisation's row. */
@Embeddable
class RegistrationColumns {

    @Column(name = "legal_representative")
    String legalRepresentative;

    @Column(name = "controller")
    String controller;

    @Column(name = "registered_address")
    String registeredAddress;

    @Column(name = "registered_on")
    LocalDate registeredOn;

    @Column(name = "registered_industry")
    String registeredIndustry;

    @Column(name = "deregistered_on")
    LocalDate deregisteredOn;

    static RegistrationColumns of(BusinessRegistration registration) {
        RegistrationColumns columns = new RegistrationColumns();
        columns.legalRepresentative = registration.legalRepresentative();
        columns.controller = registration.controller();
        columns.registeredAddress = registration.registeredAddress();
        columns.registeredOn = registration.registeredOn();
        columns.registeredIndustry = registration.registeredIndustry();
        columns.deregisteredOn = registration.deregisteredOn();
        return columns;
    }

    /** @param columns null when all of them are */
    static BusinessRegistration read(RegistrationColumns columns) {
        return columns == null
                ? BusinessRegistration.NONE
                : new BusinessRegistration(
                        columns.legalRepresentative,
                        columns.controller,
                        columns.registeredAddress,
                        columns.registeredOn,
                        columns.registeredIndustry,
                        columns.deregisteredOn);
    }
}
