package cn.dengyun.programme;

import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.platform.web.Language;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.SearchKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Programmes that were announced, for the search over everything. */
@ApplicationScoped
class FoundProgrammes implements SearchSource {

    private static final String PATH = "/api/v1/programmes";

    private final ProgrammeService programmes;

    FoundProgrammes(ProgrammeService programmes) {
        this.programmes = programmes;
    }

    @Override
    public SearchKind kind() {
        return SearchKind.PROGRAMME;
    }

    @Override
    public Uni<Found> find(Asked asked) {
        List<String> regions = asked.region() == null ? null : List.of(asked.region());
        return programmes
                .list(Actor.ANONYMOUS, null, null, regions, null, asked.text(), null, asked.limit())
                .map(page -> new Found(
                        page.data().stream()
                                .map(programme -> hit(programme, asked.language()))
                                .toList(),
                        page.page().hasMore(),
                        asked.list(PATH, "regionCode")));
    }

    private static Hit hit(Programme programme, Language language) {
        boolean isEnglish = language == Language.EN;
        return new Hit(
                programme.id(),
                PATH + "/" + programme.id(),
                isEnglish && programme.nameEn() != null ? programme.nameEn() : programme.nameZh(),
                isEnglish && programme.summaryEn() != null ? programme.summaryEn() : programme.summaryZh());
    }
}
