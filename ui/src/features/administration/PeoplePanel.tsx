import { useQuery } from '@tanstack/react-query';
import { KeyRound, ShieldOff, Trash2, UserCog, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { administrationQueries, type Person } from '../../api/administration';
import { useSession } from '../../api/session';
import { At } from '../../components/At';
import { Button } from '../../components/Button';
import { Failed } from '../../components/Failed';
import { IconButton } from '../../components/IconButton';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { PlainTable, type PlainColumn, type PlainRow } from '../../components/PlainTable';
import { Skeleton } from '../../components/Skeleton';
import { scopeText } from '../../lib/scopeText';
import { shownName } from '../../lib/shownName';
import { AddPerson } from './AddPerson';
import { ChangeRole } from './ChangeRole';
import { RemovePerson } from './RemovePerson';
import { ResetFactor } from './ResetFactor';
import { SetPassword } from './SetPassword';

const columns: PlainColumn[] = [
  { heading: 'Name' },
  { heading: 'Role' },
  { heading: 'Servers' },
  { heading: 'Second factor', wide: true },
  { heading: 'Added', wide: true },
  { heading: 'Actions', end: true, plain: true },
];

const dialogs = {
  role: ChangeRole,
  password: SetPassword,
  factor: ResetFactor,
  remove: RemovePerson,
};
type Act = keyof typeof dialogs;

/** Who may sign in with a password. */
export function PeoplePanel() {
  const people = useQuery(administrationQueries.people);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ act: Act; person: Person } | null>(null);
  const AskedDialog = asked && dialogs[asked.act];
  const close = () => {
    setAdding(false);
    setAsked(null);
  };
  const own = useSession()?.name;
  const all = people.data?.people;
  return (
    <Panel
      title="People"
      note="who may sign in with a password"
      tools={
        <Button
          onClick={() => {
            setAdding(true);
          }}
        >
          <UserPlus size={15} aria-hidden="true" /> Add a person
        </Button>
      }
    >
      {all ? (
        all.length > 0 ? (
          <PlainTable
            caption="People"
            columns={columns}
            rows={all.map((person) =>
              rowOf(person, person.name === own, (act) => {
                setAsked({ act, person });
              }),
            )}
          />
        ) : (
          <Notice title="Nobody yet">You came in another way. Add the first person.</Notice>
        )
      ) : people.error ? (
        <Failed error={people.error} retry={() => void people.refetch()} />
      ) : (
        <Skeleton rows={3} label="Fetching the people" />
      )}
      {adding && <AddPerson onClose={close} />}
      {AskedDialog && <AskedDialog person={asked.person} onClose={close} />}
    </Panel>
  );
}

function rowOf(person: Person, own: boolean, ask: (act: Act) => void): PlainRow {
  const { name, role, added_at: addedAt, second_factor: factor } = person;
  const shown = shownName(name);
  const button = (act: Act, icon: typeof UserCog, label: string) => (
    <IconButton
      icon={icon}
      label={label}
      onClick={() => {
        ask(act);
      }}
    />
  );
  return {
    key: name,
    cells: [
      <bdi key="name">{shown}</bdi>,
      role,
      scopeText(person.server_tags),
      factor ? 'yes' : 'no',
      <At key="added" time={addedAt} />,
      <span key="actions">
        {button('role', UserCog, `Change the role of ${shown}`)}
        {button('password', KeyRound, `Set the password of ${shown}`)}
        {factor && !own && button('factor', ShieldOff, `Reset the second factor of ${shown}`)}
        {button('remove', Trash2, `Remove ${shown}`)}
      </span>,
    ],
  };
}
