package cn.dengyun.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.SearchText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GramQueryTest {

    @Test
    void operatorsAndQuotesOfATextAreOnlyCharacters() {
        assertThat(new GramQuery(SearchText.queryGrams("'&"), List.of()).toTsquery())
                .isEqualTo("'''&'");
        assertThat(new GramQuery(SearchText.queryGrams("\\|"), List.of()).toTsquery())
                .isEqualTo("'\\\\|'");
    }

    @Test
    void oneCharacterIsAGramOfItsOwn() {
        assertThat(new GramQuery(SearchText.queryGrams("云"), List.of()).toTsquery())
                .isEqualTo("'云'");
        assertThat(new GramQuery(SearchText.queryGrams("𠮷"), List.of()).toTsquery())
                .isEqualTo("'𠮷'");
    }

    @Test
    void anOfferingNeedsOneTokenOfEachFilter() {
        GramQuery query =
                new GramQuery(SearchText.queryGrams("云主"), List.of(Set.of("\u0001k:IAAS"), Set.of("\u0001t:true")));
        assertThat(query.toTsquery()).isEqualTo("'云主' & ('\u0001k:IAAS') & ('\u0001t:true')");
        assertThat(query.filtersAsTsquery()).isEqualTo("('\u0001k:IAAS') & ('\u0001t:true')");
    }
}
