import { PasswordField } from './PasswordField';

interface Props {
  label: string;
  /** Who chooses it: the browser may offer to keep a password of one's own. */
  own: boolean;
  value: string;
  onChange: (value: string) => void;
}

/** A password to choose, held to what the server asks of one. */
export const NewPasswordField = ({ own, ...field }: Props) => (
  <PasswordField
    {...field}
    autoComplete={own ? 'new-password' : 'off'}
    minLength={12}
    hint="12 to 256 characters."
  />
);
