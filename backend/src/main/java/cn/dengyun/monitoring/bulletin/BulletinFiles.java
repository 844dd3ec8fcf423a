package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.rows.KeptTexts;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;

/** What is made of the figures of bulletins: on worker threads, once for each version, the last ones kept in memory. */
@ApplicationScoped
class BulletinFiles {

    /** A page is of some hundred kilobytes, as is its PDF, all else of less. */
    private static final int MAX_KEPT = 100;

    private static final String AS_WIDE_AS_THE_DEVICE =
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>";

    private final BulletinService bulletins;
    private final Vertx vertx;
    private final Cache<Name, String> texts =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();
    private final Cache<Name, byte[]> pdfs =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

    BulletinFiles(BulletinService bulletins, Vertx vertx) {
        this.bulletins = bulletins;
        this.vertx = vertx;
    }

    private record Name(UUID bulletin, int version, String file) {}

    Uni<String> table(Bulletin bulletin) {
        return made(texts, bulletin, "figures.csv", BulletinTable::of);
    }

    Uni<String> page(Bulletin bulletin) {
        return made(
                texts,
                bulletin,
                "page",
                figures -> new BulletinPage(bulletin, figures, AS_WIDE_AS_THE_DEVICE, BulletinFiles::embedded).html());
    }

    /** The page as PDF, the same bytes for each version. */
    Uni<byte[]> pdf(Bulletin bulletin) {
        return made(pdfs, bulletin, "page.pdf", figures -> BulletinPdf.of(bulletin, figures));
    }

    /** Null where the bulletin has no such indicator. */
    Uni<String> chart(Bulletin bulletin, String indicator) {
        return made(
                texts,
                bulletin,
                "charts/" + indicator,
                figures -> figures.indicator(indicator)
                        .map(item -> BulletinPage.chart(figures, item).svg())
                        .orElse(null));
    }

    private <T> Uni<T> made(Cache<Name, T> kept, Bulletin bulletin, String file, Function<BulletinFigures, T> make) {
        Name name = new Name(bulletin.id(), bulletin.version(), file);
        T known = kept.getIfPresent(name);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return bulletins
                .figures(bulletin)
                .chain(content -> vertx.executeBlocking(
                        () -> kept.get(name, same -> make.apply(KeptTexts.read(content, BulletinFigures.class))),
                        false));
    }

    private static String embedded(BulletinChart chart) {
        String image = Base64.getEncoder().encodeToString(chart.svg().getBytes(StandardCharsets.UTF_8));
        return "<img class=\"chart\" alt=\"" + BulletinPage.text(chart.title()) + "\" src=\"data:image/svg+xml;base64,"
                + image + "\"/>";
    }
}
