package cn.dengyun.publishing.glossary;

import cn.dengyun.platform.opendata.OpenDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The words of the plan, which change with the platform alone. */
@ApplicationScoped
class OpenGlossary implements OpenDataSource {

    @Override
    public Uni<List<Dataset>> datasets() {
        return Uni.createFrom()
                .item(List.of(new Dataset(
                        "glossary",
                        new Words("名词解释", "Glossary"),
                        new Words(
                                "行动计划用语的含义；工作定义由平台给出，不是官方定义。",
                                "What the words of the action plan are taken to mean; working definitions are the"
                                        + " platform's own and no official ones."),
                        IRREGULAR,
                        null,
                        null,
                        List.of(new Distribution("/api/v1/glossary", JSON)))));
    }
}
