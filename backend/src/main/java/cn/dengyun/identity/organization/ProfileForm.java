package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.Profile;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A profile as the members of JSON that a merge patch changes, with the bounds of each. */
record ProfileForm(
        @NotBlank @Size(max = 200) String nameZh,
        @Size(max = 300) String nameEn,
        @NotBlank String regionCode,
        @Size(max = 10) String industryCode,
        @Min(0) @Max(MAX_STAFF) Long staffCount,
        @Min(0) @Max(MAX_FEN) Long revenueFen,
        @Min(0) @Max(MAX_FEN) Long assetsFen,
        @Size(max = 20) List<String> tags,
        @Size(max = 100) String contactName,
        @Size(max = 40) String contactPhone,
        @Email @Size(max = 254) String contactEmail) {

    /** More than anybody employs, or has: beyond it a unit was mistaken. */
    static final long MAX_STAFF = 10_000_000;

    static final long MAX_FEN = 1_000_000_000_000_000L;

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
                profile.contact().name(),
                profile.contact().phone(),
                profile.contact().email());
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
                new Contact(contactName, contactPhone, contactEmail));
    }
}
