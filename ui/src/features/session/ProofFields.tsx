import type { Proof } from '../../api/passkeys';
import { useSession } from '../../api/session';
import { PasswordField } from '../../components/PasswordField';
import { CodeField } from './CodeField';

export interface Typed {
  password: string;
  code: string;
}
export const nothingTyped: Typed = { password: '', code: '' };

/** Whether the own password goes with a code. */
export const useHasCodes = (): boolean => {
  const factor = useSession()?.second_factor;
  return factor?.codes ?? factor?.enrolled ?? false;
};

export const proofOf = ({ password, code }: Typed, hasCodes: boolean): Proof =>
  hasCodes ? { password, code } : { password };

/** The own password, and a code where there are codes: by them somebody shows who they are. */
export function ProofFields({
  typed,
  onChange,
}: {
  typed: Typed;
  onChange: (typed: Typed) => void;
}) {
  const hasCodes = useHasCodes();
  return (
    <>
      <PasswordField
        label="Password"
        autoComplete="current-password"
        value={typed.password}
        onChange={(password) => {
          onChange({ ...typed, password });
        }}
      />
      {hasCodes && (
        <CodeField
          hint="Of your application, or one of the recovery codes."
          value={typed.code}
          onChange={(code) => {
            onChange({ ...typed, code });
          }}
        />
      )}
    </>
  );
}
