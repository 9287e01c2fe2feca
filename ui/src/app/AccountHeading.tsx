import type { Session } from '../api/session';
import { scopeText } from '../lib/scopeText';
import { shownName } from '../lib/shownName';

/** Who is signed in, and what they may: the role, and the servers where it is not all. */
export const AccountHeading = ({ session }: { session: Session }) => (
  <>
    <strong>{shownName(session.name ?? '')}</strong>
    <span>{session.role}</span>
    {!session.all_servers && <span>servers: {scopeText(session.server_tags, false)}</span>}
  </>
);
