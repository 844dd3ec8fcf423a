-- Whoever drops a clause of a policy is told which rules cite it.
CREATE INDEX rule_version_of_policy ON rule_version ((rules::jsonb #>> '{document,policyId}'))
    WHERE rules::jsonb #>> '{document,policyId}' IS NOT NULL;
