package cn.dengyun.contract;

import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Whoever follows the text of a problem gets somewhere: what it names is there, by the name that it has. */
class ProblemRemediesTest {

    private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/api/v1|…)(/[a-z0-9/-]+)");
    private static final Pattern ADDRESS = Pattern.compile("/api/v1/[a-z0-9/-]+");
    private static final Pattern OPERATION = Pattern.compile(
            "\\b(?:create|get|list|search|put|change|delete|submit|withdraw|decide|approve|capture|release|refund|resume)"
                    + "[A-Z][A-Za-z]+\\b");
    /** As they stand in {@code availableActions}. */
    private static final Set<String> ACTIONS = EnumTexts.all().stream()
            .flatMap(list -> list.codes().stream())
            .filter(code -> code.contains("_"))
            .collect(Collectors.toSet());

    private final Contract contract = Contract.generated();

    @Test
    void whatATextTellsToAskForIsAnOperation() {
        Set<String> operations = contract.operations().values().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toSet());
        Set<String> paths = contract.operations().values().stream()
                .map(Contract.Operation::path)
                .collect(Collectors.toSet());
        SoftAssertions all = new SoftAssertions();
        for (Text text : texts()) {
            Matcher request = REQUEST.matcher(text.words());
            while (request.find()) {
                String method = request.group(1);
                String rest = request.group(3);
                boolean isThere = operations.stream()
                        .anyMatch(operation -> operation.startsWith(method + " ")
                                && (request.group(2).equals("…")
                                        ? operation.endsWith(rest)
                                        : fits(operation.substring(method.length() + 1), "/api/v1" + rest)));
                all.assertThat(isThere).as("%s: %s", text, request.group()).isTrue();
            }
            Matcher address = ADDRESS.matcher(text.words());
            while (address.find()) {
                all.assertThat(paths).as("%s: %s", text, address.group()).anyMatch(path -> fits(path, address.group()));
            }
            Matcher operation = OPERATION.matcher(text.words());
            while (operation.find()) {
                all.assertThat(contract.operations().keySet())
                        .as("%s: %s", text, operation.group())
                        .contains(operation.group());
            }
        }
        all.assertAll();
    }

    @Test
    void anActionIsWrittenAsAvailableActionsHasIt() {
        SoftAssertions all = new SoftAssertions();
        for (Text text : texts()) {
            for (String action : ACTIONS) {
                all.assertThat(text.words())
                        .as(text.toString())
                        .doesNotContainPattern("\\b" + action.toLowerCase(Locale.ROOT) + "\\b");
            }
        }
        all.assertAll();
    }

    /** An address may end where a placeholder goes on: {@code /api/v1/code-lists/{1}}. */
    private static boolean fits(String path, String told) {
        String plain = told.endsWith("/") ? told.substring(0, told.length() - 1) : told;
        return path.equals(plain) || plain.matches(path.replaceAll("\\{[^}]+}", "[a-z0-9-]+"));
    }

    private record Text(String code, Language language, String words) {

        @Override
        public String toString() {
            return code + " in " + language;
        }
    }

    private static List<Text> texts() {
        List<Text> texts = new ArrayList<>();
        for (String code : ProblemTexts.codes()) {
            for (Language language : Language.values()) {
                List<Object> none = List.of();
                texts.add(new Text(
                        code,
                        language,
                        ProblemTexts.title(code, language) + "\n" + ProblemTexts.detail(code, none, language) + "\n"
                                + ProblemTexts.hint(code, none, language)));
            }
        }
        return texts;
    }
}
