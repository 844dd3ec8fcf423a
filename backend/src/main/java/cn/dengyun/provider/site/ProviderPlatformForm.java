package cn.dengyun.provider.site;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider says of a platform: sent whole to register one, in part to change it. */
@Schema(name = "PlatformRequest", description = "A platform that the provider runs")
record ProviderPlatformForm(
        @NotNull @Schema(required = true, description = "What sort it is")
        PlatformKind kind,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "The name in Chinese", examples = "皖云工业互联网平台")
        String nameZh,

        @Size(max = 300)
        @Schema(
                nullable = true,
                description = "The name in English, where there is one",
                examples = "Wanyun Industrial Cloud")
        String nameEn,

        @Size(max = 500)
        @Pattern(regexp = "https?://\\S+")
        @Schema(
                nullable = true,
                description = "The address of the web site",
                examples = "https://industrial.example.cn")
        String homepage,

        @NotNull
        @Size(max = 200)
        @Schema(
                required = true,
                description = "GB/T 2260 codes of the regions or parks that it serves; empty for the whole province",
                examples = "[\"340100\"]")
        List<@NotNull @Pattern(regexp = "^[0-9]{6}$") String> regions,

        @NotNull
        @Size(max = 120)
        @Schema(
                required = true,
                description = "GB/T 4754-2017 sections or divisions that it is made for; empty for any",
                examples = "[\"34\", \"36\"]")
        List<@NotNull @Size(min = 1, max = 2) String> industries,

        @NotNull
        @Size(max = 200)
        @Schema(required = true, description = "Knowledge models that it offers, by name", examples = "[\"轴承寿命预测模型\"]")
        List<@NotBlank @Size(max = 200) String> knowledgeModels,

        @NotNull
        @Size(max = 200)
        @Schema(required = true, description = "Software that it offers, by name", examples = "[\"排产优化组件\"]")
        List<@NotBlank @Size(max = 200) String> software) {}
