import { Search } from 'lucide-react';
import styles from './SearchField.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** A field that narrows what is listed while it is typed in; "/" moves there. */
export function SearchField({ label, value, onChange }: Props) {
  return (
    <label className={styles.field}>
      <Search size={15} aria-hidden="true" />
      <span className="visually-hidden">{label}</span>
      <input
        type="search"
        placeholder={label}
        value={value}
        data-search=""
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
