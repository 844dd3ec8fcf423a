package cn.dengyun.platform.work;

import java.util.List;

/**
 * What of a slice waits for people: each bean of this type names the kinds of work, for each of which a migration of
 * its slice makes the view {@code work_<kind>}.
 *
 * <p>A row of the view waits while it is in it, from {@code from_at} on and before {@code until_at} (either may be
 * null). Its columns are the same in all of them:
 *
 * <ul>
 *   <li>{@code kind}; {@code item}, an id that no other row of the kind has that waits for the same person;
 *   <li>{@code subject_id}, {@code subject_path}: what it is about; {@code organization_id}, {@code region_code}: whose
 *       that is, and where (null where it is nobody's, or nowhere); {@code name}, {@code detail}: what people call it;
 *   <li>{@code since}; {@code due_at}, never null: by when it should be done;
 *   <li>who must act: {@code authority_region}, the region whose authority it is; {@code roles}, each of which may act
 *       everywhere; {@code acting_organization_id} with {@code organization_roles} (null for everybody but viewers) and
 *       {@code needed_roles}, all of which the person needs (null for none); of a kind of single persons also
 *       {@code acting_account_id};
 *   <li>{@code barred}: accounts that may not, for they made it, or had a part in it.
 * </ul>
 */
public interface WorkSource {

    List<WorkKind> kinds();
}
