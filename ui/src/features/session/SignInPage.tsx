import { useState } from 'react';
import { noPasskeys } from '../../api/passkeys';
import { signInWanted, type Session } from '../../api/session';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { useAddress } from '../../lib/address';
import { useStore } from '../../lib/store';
import { FirstPerson } from './FirstPerson';
import { PasskeySignIn } from './PasskeySignIn';
import { Providers } from './Providers';
import styles from './session.module.css';
import { SignInForm } from './SignInForm';

const reasons = {
  asked: null,
  expired: 'Your session is over. Sign in again to go on.',
  'password-changed': 'Your password is changed. Sign in with the new one.',
};

const outcomes = new Map([
  ['failed', 'The provider did not sign you in. Try again, or ask who runs it.'],
  ['refused', 'The provider knows you, but you have no role here. Ask an administrator.'],
]);

/** The way in: by a password, a passkey, or by a provider of identities. */
export default function SignInPage({ session }: { session: Session }) {
  const [first, setFirst] = useState(false);
  const wanted = useStore(signInWanted);
  const address = useAddress();
  const reason = wanted && reasons[wanted];
  const outcome = outcomes.get(address.parameters.get('sign_in') ?? '');
  const leave = () => {
    signInWanted.set(null);
    address.refine((parameters) => {
      parameters.delete('sign_in');
    });
  };
  const { password, oidc } = session.sign_in;
  return (
    <Page title="Sign in">
      <div className={styles.card}>
        <Panel title={first ? 'The first person' : 'NodePulse'}>
          <div className={styles.parts}>
            {reason && <p role="status">{reason}</p>}
            {outcome && <Banner tone="bad">{outcome}</Banner>}
            {first ? (
              <FirstPerson onDone={leave} />
            ) : (
              <>
                {password && <SignInForm onDone={leave} />}
                {noPasskeys(session) === null && <PasskeySignIn onDone={leave} />}
                <Providers providers={oidc} />
              </>
            )}
            {session.reading === 'open' && (
              <Button onClick={leave}>Go on without signing in</Button>
            )}
            {password && (
              <button
                type="button"
                className={styles.other}
                onClick={() => {
                  setFirst(!first);
                }}
              >
                {first ? 'Sign in instead' : 'Nobody can sign in yet? Add the first person'}
              </button>
            )}
          </div>
        </Panel>
      </div>
    </Page>
  );
}
