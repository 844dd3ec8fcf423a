package cn.dengyun.sheet;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** Kinds of sheets, which belong to nobody. */
@Singleton
final class SheetKindAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily("/api/v1/sheet-kinds/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return "CATALOGUE";
    }
}
