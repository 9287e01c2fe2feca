import * as ToggleGroup from '@radix-ui/react-toggle-group';
import styles from './Segmented.module.css';

interface Option<T extends string> {
  value: T;
  label: string;
  /** Spoken and shown on hover, where the label is short. */
  name?: string;
}

interface Props<T extends string> {
  label: string;
  options: Option<T>[];
  value: T | undefined;
  onChange: (value: T) => void;
}

/** One choice out of few, all of them in view. */
export function Segmented<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      className={styles.group}
      value={value ?? ''}
      onValueChange={(chosen) => {
        if (chosen) onChange(chosen as T);
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className={styles.item}
          aria-label={option.name}
          title={option.name}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
