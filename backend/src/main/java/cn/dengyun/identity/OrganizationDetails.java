package cn.dengyun.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What an organisation may change about itself. Everything but the Chinese name may be null. */
public record OrganizationDetails(
        @NotBlank @Size(max = 200) String nameZh,
        @Size(max = 300) String nameEn,
        @Size(max = 10) String industryCode,
        @Size(max = 100) String contactName,
        @Size(max = 40) String contactPhone,
        @Email @Size(max = 254) String contactEmail) {}
