package cn.dengyun.catalogue;

import cn.dengyun.catalogue.store.OfferingStore;
import cn.dengyun.platform.opendata.OpenDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The catalogue of services, and how it changes. */
@ApplicationScoped
class OpenCatalogue implements OpenDataSource {

    private final OfferingStore offerings;

    OpenCatalogue(OfferingStore offerings) {
        this.offerings = offerings;
    }

    @Override
    public Uni<List<Dataset>> datasets() {
        return offerings
                .changedAt()
                .map(changed -> List.of(new Dataset(
                        "offerings",
                        new Words("云服务目录", "Catalogue of services"),
                        new Words(
                                "服务商公开的云服务和工业 APP；变更可按先后逐条获取。",
                                "The services and industrial apps that providers have published; changes can be had one"
                                        + " after the other."),
                        CONTINUOUS,
                        null,
                        changed.orElse(null),
                        List.of(
                                new Distribution("/api/v1/offerings", JSON),
                                new Distribution("/api/v1/catalogue/changes", JSON)))));
    }
}
