package cn.dengyun.catalogue.document;

import cn.dengyun.shared.Defect;
import java.util.List;

/**
 * What came out of reading one declared offering.
 *
 * @param externalId the provider's key as far as it could be read; null when it could not
 * @param declaration null when there are defects
 * @param defects all of them
 */
public record OfferingReading(String externalId, OfferingDeclaration declaration, List<Defect> defects) {

    public boolean isSound() {
        return declaration != null;
    }
}
