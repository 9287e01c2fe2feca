import type { Role } from '../../api/session';
import { TagsField, tagsOf } from '../../components/TagsField';

interface Props {
  role: Role;
  value: string;
  onChange: (value: string) => void;
}

/** What is sent of it: an administrator is never limited. */
export const scopeOf = (role: Role, typed: string): string[] =>
  role === 'admin' ? [] : tagsOf(typed);

/** The servers that somebody may see, by their tags; not for administrators. */
export const ScopeField = ({ role, ...field }: Props) =>
  role !== 'admin' && (
    <TagsField
      label="Only servers with one of these tags"
      hint="Empty for all servers. Who is limited registers, rebuilds and verifies nothing."
      {...field}
    />
  );
