package cn.dengyun.sheet;

import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The kinds of sheets that slices have declared. */
@ApplicationScoped
public class SheetKinds {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final Pattern TITLE = Pattern.compile("[^\\[\\]:*?/\\\\]{1,31}");

    private final List<SheetKind> kinds;

    SheetKinds(@All List<SheetKind> kinds) {
        this.kinds =
                kinds.stream().sorted(Comparator.comparing(SheetKind::code)).toList();
    }

    /** A kind that cannot work is a mistake of the code, and found out at the start. */
    void check(@Observes StartupEvent event) {
        Set<String> codes = new HashSet<>();
        for (SheetKind kind : kinds) {
            boolean isSound = CODE.matcher(kind.code()).matches()
                    && codes.add(kind.code())
                    && TITLE.matcher(kind.title().zh()).matches()
                    && TITLE.matcher(kind.title().en()).matches()
                    && kind.columns().stream().anyMatch(SheetColumn::isRequired)
                    && kind.columns().stream().map(SheetColumn::name).distinct().count()
                            == kind.columns().size();
            if (!isSound) {
                throw new IllegalStateException("the kind of sheets " + kind.code() + " is not sound");
            }
        }
    }

    /** In the order of their codes. */
    public List<SheetKind> all() {
        return kinds;
    }

    /** Rejects with {@code sheet-kind-not-found} (404). */
    public SheetKind get(String code) {
        return kinds.stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("sheet-kind-not-found"));
    }

    /**
     * A kind whose rows the actor may send, as far as that can be told without looking anything up.
     *
     * <p>Rejects with {@code sheet-kind-not-found} (404), {@code forbidden} (403), {@code invalid-request} (400) about
     * the target.
     */
    SheetKind forImport(Actor actor, String code, UUID targetId) {
        return allowed(actor, get(code), get(code).importRoles(), targetId, "query/targetId");
    }

    /** The same of rows that the actor may have. */
    SheetKind forExport(Actor actor, String code, UUID targetId) {
        return allowed(actor, get(code), get(code).exportRoles(), targetId, "/targetId");
    }

    private static SheetKind allowed(Actor actor, SheetKind kind, Set<String> roles, UUID targetId, String pointer) {
        if (roles.stream().noneMatch(actor::has)) {
            throw Rejection.forbidden("forbidden");
        }
        if (kind.target() != null && targetId == null) {
            throw Rejection.invalid(List.of(Defect.at(pointer, "required")));
        }
        if (kind.target() == null && targetId != null) {
            throw Rejection.invalid(List.of(Defect.at(pointer, "sheet-target-surplus")));
        }
        return kind;
    }
}
