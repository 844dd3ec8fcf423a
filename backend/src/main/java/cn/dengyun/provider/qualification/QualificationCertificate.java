package cn.dengyun.provider.qualification;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A certificate that an organisation has. */
@Schema(name = "QualificationCertificate", description = "A certificate of the organisation")
record QualificationCertificate(
        @NotNull @Schema(required = true, description = "What it says")
        CertificateKind kind,

        @NotBlank @Size(max = 100) @Schema(required = true, description = "Its number", examples = "0162018ISMS0042")
        String number,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "Who issued it", examples = "中国信息安全认证中心")
        String issuer,

        @NotNull
        @PlausibleDay
        @Schema(required = true, description = "The last day on which it is valid", examples = "2019-05-31")
        LocalDate validUntil) {}
