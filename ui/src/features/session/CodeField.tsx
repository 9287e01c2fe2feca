import { Field } from '../../components/Field';

interface Props {
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** A code of a second factor, to type in. */
export const CodeField = ({ onChange, ...input }: Props) => (
  <Field
    label="Code"
    required
    autoComplete="one-time-code"
    spellCheck={false}
    autoCapitalize="none"
    maxLength={64}
    {...input}
    onChange={(event) => {
      onChange(event.target.value);
    }}
  />
);
