import type { Role } from '../../api/session';
import field from '../../components/Field.module.css';
import { Segmented } from '../../components/Segmented';

const options: { value: Role; label: string; may: string }[] = [
  { value: 'viewer', label: 'Viewer', may: 'May read everything.' },
  {
    value: 'operator',
    label: 'Operator',
    may: 'May read, register servers, rebuild projections and verify the history.',
  },
  { value: 'admin', label: 'Admin', may: 'May do everything, people and API tokens among it.' },
];

/** A choice of role, with what it may. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <div className={field.field}>
      <span>Role</span>
      <span>
        <Segmented label="Role" options={options} value={value} onChange={onChange} />
      </span>
      <span className={field.hint} role="status">
        {options.find((option) => option.value === value)?.may}
      </span>
    </div>
  );
}
