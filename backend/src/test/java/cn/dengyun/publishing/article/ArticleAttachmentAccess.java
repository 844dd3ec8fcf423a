package cn.dengyun.publishing.article;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** A file of a live article of Wuhu, whose authority is the one of the region. */
@Singleton
final class ArticleAttachmentAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(ArticleAttachmentResource.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestArticles.attachedToALiveOne("wuhu");
    }
}
