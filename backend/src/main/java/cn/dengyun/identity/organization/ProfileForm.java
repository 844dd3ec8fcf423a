package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.Profile;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Fen;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/** A profile as the members of JSON that a merge patch changes, with the bounds of each. */
record ProfileForm(
        @NotBlank @Size(max = Profile.MAX_NAME) String nameZh,
        @Size(max = Profile.MAX_NAME_EN) String nameEn,
        @NotBlank String regionCode,
        @Size(max = Profile.MAX_INDUSTRY_CODE) String industryCode,
        @Min(0) @Max(Profile.MAX_STAFF) Long staffCount,
        @Min(0) @Max(Fen.MAX_FIGURE) Long revenueFen,
        @Min(0) @Max(Fen.MAX_FIGURE) Long assetsFen,
        @Size(max = Profile.MAX_TAGS) List<String> tags,
        @Size(max = BusinessRegistration.MAX_PERSON) String legalRepresentative,
        @Size(max = BusinessRegistration.MAX_CONTROLLER) String controller,
        @Size(max = BusinessRegistration.MAX_ADDRESS) String registeredAddress,
        @PlausibleDay LocalDate registeredOn,
        @Size(max = Profile.MAX_INDUSTRY_CODE) String registeredIndustryCode,
        @PlausibleDay LocalDate deregisteredOn,
        @Size(max = Contact.MAX_NAME) String contactName,
        @Size(max = Contact.MAX_PHONE) String contactPhone,
        @Email @Size(max = Contact.MAX_EMAIL) String contactEmail) {

    static ProfileForm of(Profile profile) {
        return new ProfileForm(
                profile.nameZh(),
                profile.nameEn(),
                profile.regionCode(),
                profile.industryCode(),
                profile.staffCount(),
                profile.revenueFen(),
                profile.assetsFen(),
                profile.tags(),
                profile.registration().legalRepresentative(),
                profile.registration().controller(),
                profile.registration().registeredAddress(),
                profile.registration().registeredOn(),
                profile.registration().registeredIndustry(),
                profile.registration().deregisteredOn(),
                profile.contact().name(),
                profile.contact().phone(),
                profile.contact().email());
    }

    BusinessRegistration registration() {
        return new BusinessRegistration(
                legalRepresentative,
                controller,
                registeredAddress,
                registeredOn,
                registeredIndustryCode,
                deregisteredOn);
    }

    /** Only of one that is valid. */
    Profile toProfile() {
        return new Profile(
                nameZh,
                nameEn,
                regionCode,
                industryCode,
                staffCount,
                revenueFen,
                assetsFen,
                tags == null ? List.of() : tags,
                registration(),
                new Contact(contactName, contactPhone, contactEmail));
    }
}
