import { Field } from './Field';

interface Props {
  hint?: string;
  placeholder?: string;
  autoComplete: 'username' | 'off';
  maxLength?: number;
  value: string;
  onChange: (value: string) => void;
}

/** The name of somebody or something, to type in. */
export const NameField = ({ onChange, ...input }: Props) => (
  <Field
    label="Name"
    required
    spellCheck={false}
    autoCapitalize="none"
    {...input}
    onChange={(event) => {
      onChange(event.target.value);
    }}
  />
);
