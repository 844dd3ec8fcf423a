package cn.dengyun.provider.qualification;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organisation says of itself as a provider. A draft may leave everything out; a submission does not. */
@Schema(
        name = "QualificationDossier",
        description =
                "What an organisation says of itself as a provider; what is missing is named when it is submitted")
record QualificationDossier(
        @Size(max = 200)
        @Schema(nullable = true, description = "What the provider is called in Chinese", examples = "皖云示范云平台")
        String nameZh,

        @Size(max = 300)
        @Schema(
                nullable = true,
                description = "What it is called in English, where it is",
                examples = "Wanyun Demo Cloud")
        String nameEn,

        @Size(max = 40)
        @Schema(nullable = true, description = "The telephone number for customers", examples = "400-000-0001")
        String hotline,

        @Size(max = 500)
        @Pattern(regexp = "https?://\\S+")
        @Schema(nullable = true, description = "The address of the web site", examples = "https://cloud.example.cn")
        String homepage,

        @Size(max = 50)
        @Schema(nullable = true, description = "Where the data of customers lies", examples = "[\"安徽省合肥市\"]")
        List<@NotBlank @Size(max = 200) String> dataLocations,

        @Schema(nullable = true, description = "What the telecommunications licence is for")
        TelecomLicence telecomLicence,

        @Size(max = 100) @Schema(nullable = true, description = "Its number", examples = "皖B1-20180042")
        String telecomLicenceNumber,

        @PlausibleDay
        @Schema(nullable = true, description = "The last day on which it is valid", examples = "2022-05-31")
        LocalDate telecomLicenceUntil,

        @Min(1)
        @Max(5)
        @Schema(
                nullable = true,
                description = "Level of the classified protection of cybersecurity (等保), GB/T 22240",
                examples = "3")
        Integer protectionLevel,

        @Size(max = 100)
        @Schema(nullable = true, description = "Number of its filing with the police", examples = "34010018042-00001")
        String protectionFiling,

        @PlausibleDay
        @Schema(
                nullable = true,
                description = "The day of the latest report of its evaluation",
                examples = "2018-03-20")
        LocalDate protectionReportOn,

        @Size(max = 100) @Schema(nullable = true, description = "Certificates; none where left out")
        List<@NotNull @Valid QualificationCertificate> certificates,

        @Size(max = 4_000)
        @Schema(
                nullable = true,
                description = "What service is promised, and what is paid when it is not kept",
                examples = "月度可用性不低于 99.95%，低于的按合同赔付。")
        String serviceLevel,

        @Size(max = 4_000)
        @Schema(
                nullable = true,
                description = "How a customer leaves: export of its data, form, time, deletion",
                examples = "终止后 30 日内可导出全部数据，期满删除并出具证明。")
        String exitTerms,

        @Size(max = 40)
        @Schema(
                nullable = true,
                description = "The telephone for security incidents, staffed at all hours",
                examples = "0551-60000042")
        String incidentPhone,

        @Size(max = 254)
        @Email
        @Schema(
                nullable = true,
                description = "The e-mail address for security incidents",
                examples = "security@cloud.example.cn")
        String incidentEmail,

        @Min(0) @Max(100_000) @Schema(nullable = true, description = "People whose work is security", examples = "6")
        Integer securityStaff,

        @Size(max = 4_000)
        @Schema(nullable = true, description = "How the security team is organised", examples = "设安全负责人一名，7×24 小时值守。")
        String securityTeam) {

    static final QualificationDossier EMPTY = new QualificationDossier(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    List<QualificationCertificate> allCertificates() {
        return certificates == null ? List.of() : certificates;
    }
}
