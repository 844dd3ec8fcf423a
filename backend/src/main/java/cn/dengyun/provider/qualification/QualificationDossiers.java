package cn.dengyun.provider.qualification;

import cn.dengyun.platform.web.JsonWriter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Dossiers as they are kept. */
@ApplicationScoped
class QualificationDossiers {

    private final ObjectMapper mapper;
    private final JsonWriter json;

    QualificationDossiers(ObjectMapper mapper, JsonWriter json) {
        this.mapper = mapper;
        this.json = json;
    }

    String text(QualificationDossier dossier) {
        return json.write(dossier);
    }

    QualificationDossier of(ProviderQualification qualification) {
        try {
            return mapper.readValue(qualification.dossier(), QualificationDossier.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dossier that was written can be read", e);
        }
    }
}
