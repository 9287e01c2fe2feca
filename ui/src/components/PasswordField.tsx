import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from './Button';
import field from './Field.module.css';
import styles from './PasswordField.module.css';

interface Props {
  label: string;
  hint?: string;
  autoComplete: 'current-password' | 'new-password' | 'off';
  minLength?: number;
  value: string;
  onChange: (value: string) => void;
}

/** A secret to type in, which can be shown to whoever types it. */
export function PasswordField({ label, hint, value, onChange, ...input }: Props) {
  const [shown, setShown] = useState(false);
  const id = useId();
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className={field.field}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.line}>
        <input
          id={id}
          className={field.input}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
          required
          maxLength={256}
          aria-describedby={hint && `${id}-hint`}
          value={value}
          {...input}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
        <Button
          aria-pressed={shown}
          aria-label={`Show ${label.toLowerCase()}`}
          onClick={() => {
            setShown(!shown);
          }}
        >
          <Icon size={15} aria-hidden="true" />
        </Button>
      </span>
      {hint && (
        <span id={`${id}-hint`} className={field.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
