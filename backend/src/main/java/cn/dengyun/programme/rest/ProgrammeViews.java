package cn.dengyun.programme.rest;

import cn.dengyun.platform.frame.Reply;
import cn.dengyun.programme.CitedRules;
import cn.dengyun.programme.ProgrammeAccess;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Programmes and their rules as callers see them now. */
@ApplicationScoped
class ProgrammeViews {

    private final ProgrammeService programmes;
    private final ObjectMapper json;

    ProgrammeViews(ProgrammeService programmes, ObjectMapper json) {
        this.programmes = programmes;
        this.json = json;
    }

    static String address(Programme programme) {
        return "/api/v1/programmes/" + programme.id();
    }

    ProgrammeView of(Programme programme, Actor actor) {
        return ProgrammeView.of(programme, actor, programmes.now());
    }

    Reply<ProgrammeView> ok(Programme programme, Actor actor) {
        return Reply.ok(of(programme, actor)).tagged(programmes.tag(programme, actor));
    }

    Reply<ProgrammeView> created(Programme programme, Actor actor) {
        return Reply.created(of(programme, actor), address(programme)).tagged(programmes.tag(programme, actor));
    }

    RuleVersionView of(Programme programme, CitedRules rules, Actor actor) {
        return of(rules, ProgrammeAccess.actions(programme, rules.version(), actor, programmes.now()));
    }

    /** As whoever wrote or approved it sees it: he may not approve it any more. */
    RuleVersionView of(CitedRules rules) {
        return of(rules, List.of());
    }

    private RuleVersionView of(CitedRules rules, List<String> actions) {
        try {
            return RuleVersionView.of(rules, json.readTree(rules.version().rules()), actions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules that were written can be read", e);
        }
    }
}
