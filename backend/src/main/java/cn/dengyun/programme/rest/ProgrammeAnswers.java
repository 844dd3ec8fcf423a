package cn.dengyun.programme.rest;

import cn.dengyun.platform.web.Answer;
import cn.dengyun.programme.MovementService;
import cn.dengyun.programme.ProgrammeAccess;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Views of programmes as answers that can be repeated. */
@ApplicationScoped
class ProgrammeAnswers {

    private static final String MOVEMENTS = "/api/v1/budget-movements/";

    private final ProgrammeService programmes;
    private final ObjectMapper json;

    ProgrammeAnswers(ProgrammeService programmes, ObjectMapper json) {
        this.programmes = programmes;
        this.json = json;
    }

    static String path(Programme programme) {
        return "/api/v1/programmes/" + programme.id();
    }

    ProgrammeView view(Programme programme, Actor actor) {
        return ProgrammeView.of(programme, actor, programmes.now());
    }

    Answer created(Programme programme, Actor actor) {
        return Answer.created(render(view(programme, actor)), path(programme), programmes.tag(programme, actor));
    }

    Answer ok(Programme programme, Actor actor) {
        return Answer.ok(render(view(programme, actor)), programmes.tag(programme, actor));
    }

    RuleVersionView view(Programme programme, RuleVersion rules, Actor actor) {
        try {
            List<String> actions = ProgrammeAccess.actions(programme, rules, actor, programmes.now());
            return RuleVersionView.of(rules, json.readTree(rules.rules()), actions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules that were written can be read", e);
        }
    }

    String tag(RuleVersionView view) {
        return shortHash(view.contentHash() + view.approvedAt() + view.availableActions());
    }

    /** Who approves has nothing left to do, and who wrote it may not: no actions either way. */
    Answer ok(RuleVersion rules) {
        return Answer.ok(render(withoutActions(rules)), null);
    }

    Answer created(RuleVersion rules) {
        String path = "/api/v1/programmes/" + rules.programmeId() + "/rule-versions/" + rules.version();
        return Answer.created(render(withoutActions(rules)), path, null);
    }

    private RuleVersionView withoutActions(RuleVersion rules) {
        try {
            return RuleVersionView.of(rules, json.readTree(rules.rules()), List.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules that were written can be read", e);
        }
    }

    BudgetMovementView view(Programme programme, BudgetMovement movement, Actor actor) {
        return BudgetMovementView.of(programme, movement, actor);
    }

    String tag(BudgetMovementView view) {
        return shortHash(view.status() + " " + view.availableActions());
    }

    Answer created(MovementService.Found found, Actor actor) {
        BudgetMovementView view = view(found.programme(), found.movement(), actor);
        return Answer.created(render(view), MOVEMENTS + view.id(), tag(view));
    }

    Answer ok(MovementService.Found found, Actor actor) {
        BudgetMovementView view = view(found.programme(), found.movement(), actor);
        return Answer.ok(render(view), tag(view));
    }

    private static String shortHash(String text) {
        return Hashes.sha256Hex(text).substring(0, 16);
    }

    private String render(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can be written", e);
        }
    }
}
